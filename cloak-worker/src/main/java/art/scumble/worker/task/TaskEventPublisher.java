package art.scumble.worker.task;

import art.scumble.contract.TaskEvent;

/** Tells ingest about tasks. */
public interface TaskEventPublisher {
    /** Returns when the bus has the event for good. */
    void publish(TaskEvent event);
}

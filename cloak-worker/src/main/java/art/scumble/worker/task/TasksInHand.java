package art.scumble.worker.task;

import art.scumble.contract.CloakTask;
import art.scumble.contract.JobControl;
import art.scumble.contract.TaskEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What this worker works on at the moment, and which jobs were stopped lately. */
public final class TasksInHand {
    /** A stopped job has few tasks on the belt, so that what was stopped long ago does not come by any more. */
    private static final int MOST_STOPPED = 10_000;

    private final Set<TaskInHand> inHand = new LinkedHashSet<>();
    private final Set<UUID> stopped = new LinkedHashSet<>();
    private final ComputeShare share;

    public TasksInHand(ComputeShare share) {
        this.share = share;
    }

    /** Takes a task into the hands of this thread, until it is closed. One whose job was stopped is asked to stop. */
    public synchronized TaskInHand take(CloakTask task) {
        TaskInHand[] taken = new TaskInHand[1];
        taken[0] = new TaskInHand(task, () -> drop(taken[0]));
        inHand.add(taken[0]);
        share.inHand(inHand.size());
        if (stopped.contains(task.job())) {
            taken[0].stop(TaskEvent.Cause.JOB_STOPPED);
        }
        return taken[0];
    }

    private synchronized void drop(TaskInHand task) {
        inHand.remove(task);
        share.inHand(inHand.size());
    }

    /** How many there are. */
    public synchronized int size() {
        return inHand.size();
    }

    /** Does what was ordered for a job. */
    public void obey(JobControl control) {
        List<TaskInHand> concerned = new ArrayList<>();
        synchronized (this) {
            stopped.remove(control.job());
            if (control.order() == JobControl.Order.RESUME) {
                return;
            }
            stopped.add(control.job());
            if (stopped.size() > MOST_STOPPED) {
                stopped.remove(stopped.iterator().next());
            }
            inHand.stream()
                    .filter(one -> one.task().job().equals(control.job()))
                    .forEach(concerned::add);
        }
        concerned.forEach(one -> one.stop(TaskEvent.Cause.JOB_STOPPED));
    }

    /** Asks an attempt to stop, if it is in hand; twice, if it was delivered twice. */
    void stop(CloakTask task, TaskEvent.Cause cause) {
        List<TaskInHand> found;
        synchronized (this) {
            found = inHand.stream().filter(one -> one.task().equals(task)).toList();
        }
        found.forEach(one -> one.stop(cause));
    }
}

package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Runs one task to its end: says that it began, protects, and says how it ended. A dependency that is away is waited
 * for here, inside the task's lease, since giving a record back counts as a failed delivery.
 */
public final class TaskRunner {
    private static final Logger LOG = Logger.getLogger(TaskRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final String worker;
    private final Function<CloakTask, CloakOutcome.Protected> protector;
    private final TaskEventPublisher events;
    private final Duration patience;
    private final Clock clock;

    /** Runs tasks; {@code patience} is how long one waits for what is away. */
    public TaskRunner(
            String worker,
            Function<CloakTask, CloakOutcome.Protected> protector,
            TaskEventPublisher events,
            Duration patience,
            Clock clock) {
        this.worker = worker;
        this.protector = protector;
        this.events = events;
        this.patience = patience;
        this.clock = clock;
    }

    /** The outcome, which is published by then; empty if the task is to be given back. */
    public Optional<CloakOutcome> run(CloakTask task) throws InterruptedException {
        Instant deadline = clock.instant().plus(patience);
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                events.publish(started(task));
                CloakOutcome outcome = attempt(task);
                events.publish(finished(task, outcome));
                return Optional.of(outcome);
            } catch (TransientFailure e) {
                if (clock.instant().isAfter(deadline)) {
                    LOG.errorf("given back: %s", e.getMessage());
                    return Optional.empty();
                }
                LOG.warnf("waiting %d ms: %s", pause.toMillis(), e.getMessage());
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private CloakOutcome attempt(CloakTask task) {
        try {
            return protector.apply(task);
        } catch (RuntimeException | OutOfMemoryError e) {
            Optional<CloakOutcome> end = FailureClassifier.outcome(e);
            if (end.isEmpty()) {
                throw e;
            }
            if (end.get() instanceof CloakOutcome.Abandoned) {
                LOG.error("a failure that nobody foresaw", e);
            }
            return end.get();
        }
    }

    /** What is told while a task goes on. */
    public TaskEvent working(CloakTask task) {
        return new TaskEvent.Working(
                TaskEvent.SCHEMA_VERSION,
                task.artwork().tenant(),
                task.artwork().id(),
                task.attempt(),
                worker,
                clock.instant());
    }

    private TaskEvent started(CloakTask task) {
        return new TaskEvent.Started(
                TaskEvent.SCHEMA_VERSION,
                task.artwork().tenant(),
                task.artwork().id(),
                task.attempt(),
                worker,
                clock.instant());
    }

    private TaskEvent finished(CloakTask task, CloakOutcome outcome) {
        return new TaskEvent.Finished(
                TaskEvent.SCHEMA_VERSION,
                task.artwork().tenant(),
                task.artwork().id(),
                task.attempt(),
                worker,
                clock.instant(),
                outcome);
    }
}

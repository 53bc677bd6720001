package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Runs one task to its end: says that it began, protects, and says how it ended or why it comes back. A dependency that
 * is away is waited for here, inside the task's lease, since giving a record back counts as a failed delivery.
 */
public final class TaskRunner {
    private static final Logger LOG = Logger.getLogger(TaskRunner.class);

    private final String worker;
    private final Function<CloakTask, ? extends CloakOutcome> protector;
    private final TaskEventPublisher events;
    private final Duration patience;
    private final Clock clock;

    /** Runs tasks; {@code patience} is how long one waits for what is away. */
    public TaskRunner(
            String worker,
            Function<CloakTask, ? extends CloakOutcome> protector,
            TaskEventPublisher events,
            Duration patience,
            Clock clock) {
        this.worker = worker;
        this.protector = protector;
        this.events = events;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * How a run went.
     *
     * @param outcome empty if the task has none yet
     * @param told whether ingest was told, so that the record has served its purpose
     */
    public record End(Optional<CloakOutcome> outcome, boolean told) {}

    /** Runs it. */
    public End run(TaskInHand inHand) {
        Instant deadline = clock.instant().plus(patience);
        Backoff backoff = new Backoff();
        Optional<CloakOutcome> made = Optional.empty();
        while (true) {
            FailurePolicy.Verdict verdict = made.isPresent() ? told(inHand, made.get()) : protect(inHand);
            if (made.isEmpty() && verdict instanceof FailurePolicy.Verdict.End(CloakOutcome outcome)) {
                // It is kept while the broker is away: protecting once more would search once more.
                made = Optional.of(outcome);
                verdict = told(inHand, outcome);
            }
            if (verdict instanceof FailurePolicy.Verdict.TryAgain(String reason)) {
                verdict = afterPause(inHand, reason, backoff.next(), deadline);
            }
            switch (verdict) {
                case FailurePolicy.Verdict.End(CloakOutcome outcome) -> {
                    return new End(Optional.of(outcome), true);
                }
                case FailurePolicy.Verdict.GiveBack(TaskEvent.Cause cause, String reason) -> {
                    return new End(Optional.empty(), giveBack(inHand.task(), cause, reason));
                }
                case FailurePolicy.Verdict.Drop() -> {
                    return new End(Optional.empty(), false);
                }
                case FailurePolicy.Verdict.TryAgain again -> LOG.debugf("trying again: %s", again.reason());
            }
        }
    }

    /** An end, once that is published. */
    private FailurePolicy.Verdict told(TaskInHand inHand, CloakOutcome outcome) {
        try {
            events.publish(finished(inHand.task(), outcome));
            return new FailurePolicy.Verdict.End(outcome);
        } catch (RuntimeException e) {
            return FailurePolicy.of(e, inHand.stopped());
        }
    }

    /** Of an error as well the policy knows what it means for the task. */
    private FailurePolicy.Verdict protect(TaskInHand inHand) {
        if (inHand.stopped().isPresent()) {
            return FailurePolicy.of(new InterruptedException(), inHand.stopped());
        }
        try {
            events.publish(started(inHand.task()));
            return new FailurePolicy.Verdict.End(protector.apply(inHand.task()));
        } catch (RuntimeException | Error e) {
            FailurePolicy.Verdict verdict = FailurePolicy.of(e, inHand.stopped());
            if (verdict instanceof FailurePolicy.Verdict.GiveBack(TaskEvent.Cause cause, String reason)
                    && cause.isHeldAgainstArtwork()) {
                LOG.errorf(e, "a failure that nobody foresaw: %s", reason);
            }
            return verdict;
        }
    }

    private FailurePolicy.Verdict afterPause(TaskInHand inHand, String reason, Duration pause, Instant deadline) {
        if (clock.instant().isAfter(deadline)) {
            return FailurePolicy.waitedInVain(reason);
        }
        LOG.warnf("waiting %d ms: %s", pause.toMillis(), reason);
        try {
            Thread.sleep(pause.toMillis());
            return new FailurePolicy.Verdict.TryAgain(reason);
        } catch (InterruptedException e) {
            return FailurePolicy.of(e, inHand.stopped());
        }
    }

    /** Whether ingest was told; where the broker is away it finds out by itself. */
    private boolean giveBack(CloakTask task, TaskEvent.Cause cause, String reason) {
        LOG.warnf("given back, %s: %s", cause, reason);
        try {
            events.publish(givenBack(task, cause, reason));
            return true;
        } catch (RuntimeException e) {
            LOG.errorf("could not be told: %s", e.getMessage());
            return false;
        }
    }

    /** Tells that an attempt is given up whose thread can't tell it any more. */
    public boolean abandonStuck(CloakTask task, TaskEvent.Cause cause) {
        return giveBack(task, cause, FailurePolicy.sentence(cause));
    }

    private TaskEvent givenBack(CloakTask task, TaskEvent.Cause cause, String reason) {
        return new TaskEvent.GivenBack(
                TaskEvent.SCHEMA_VERSION,
                task.artwork().tenant(),
                task.artwork().id(),
                task.attempt(),
                worker,
                clock.instant(),
                cause,
                reason);
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

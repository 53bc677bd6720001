package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.TransientFailure;
import java.util.Optional;

/** The one place that decides what a failure means for its task. */
public final class FailurePolicy {
    /** What happens to the task. */
    public sealed interface Verdict {
        /** It ends. */
        record End(CloakOutcome outcome) implements Verdict {}

        /** It is tried again here after a pause, within its lease. */
        record TryAgain(String reason) implements Verdict {}

        /** Another worker gets it, or this one later. */
        record GiveBack(TaskEvent.Cause cause, String reason) implements Verdict {}

        /** Nothing more is said of it: whoever holds its record now does the same work. */
        record Drop() implements Verdict {}
    }

    private FailurePolicy() {}

    /**
     * Decides.
     *
     * @param stop why the task was asked to stop, if it was: what it stumbled over then is of no account
     */
    public static Verdict of(Throwable failure, Optional<TaskEvent.Cause> stop) {
        if (stop.isPresent()) {
            return new Verdict.GiveBack(stop.get(), sentence(stop.get()));
        }
        return switch (failure) {
            case PermanentFailure permanent ->
                new Verdict.End(new CloakOutcome.Refused(permanent.code(), String.valueOf(permanent.getMessage())));
            case TransientFailure passing -> new Verdict.TryAgain(String.valueOf(passing.getMessage()));
            case InterruptedException leaseLost -> new Verdict.Drop();
            case OutOfMemoryError memory -> new Verdict.GiveBack(TaskEvent.Cause.FAILED, "The memory did not suffice.");
            default ->
                new Verdict.GiveBack(
                        TaskEvent.Cause.FAILED,
                        "The worker failed: " + failure.getClass().getSimpleName() + ".");
        };
    }

    /** A dependency was waited for in vain. */
    static Verdict.GiveBack waitedInVain(String reason) {
        return new Verdict.GiveBack(TaskEvent.Cause.DEPENDENCY_AWAY, reason);
    }

    static String sentence(TaskEvent.Cause cause) {
        return switch (cause) {
            case STOPPING -> "The worker stopped.";
            case JOB_STOPPED -> "The job was stopped.";
            case DEPENDENCY_AWAY -> "What the worker depends on was away.";
            case FAILED -> "The worker failed.";
            case TOO_LONG -> "It took longer than a task may.";
        };
    }
}

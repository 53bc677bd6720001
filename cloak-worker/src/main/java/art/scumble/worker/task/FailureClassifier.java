package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TransientFailure;
import java.util.Optional;

/** The one place that decides what a failure means for its task. */
public final class FailureClassifier {
    private FailureClassifier() {}

    /** How the task ends by this failure; empty if it may be tried again. */
    public static Optional<CloakOutcome> outcome(Throwable failure) {
        return switch (failure) {
            case PermanentFailure permanent ->
                Optional.of(new CloakOutcome.Refused(permanent.code(), String.valueOf(permanent.getMessage())));
            case TransientFailure passing -> Optional.empty();
            case OutOfMemoryError memory ->
                Optional.of(new CloakOutcome.Abandoned(
                        FailureCode.INTERNAL, "the picture needs more memory than the worker has"));
            default ->
                Optional.of(new CloakOutcome.Abandoned(
                        FailureCode.INTERNAL,
                        "the worker failed: " + failure.getClass().getSimpleName()));
        };
    }
}

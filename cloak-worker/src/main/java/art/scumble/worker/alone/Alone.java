package art.scumble.worker.alone;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.worker.task.FailurePolicy;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The inside of a process that one picture runs in. */
public final class Alone {
    static final int ANSWERED = 0;
    static final int FAILED = 70;
    static final int TRY_AGAIN = 75;

    private static final Logger LOG = Logger.getLogger(Alone.class);

    private Alone() {}

    /** Ends the process when the worker that started it does, whose end closes our input. */
    public static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                LOG.warn("the worker can't be watched", e);
            }
            Runtime.getRuntime().halt(TRY_AGAIN);
        });
    }

    /** Protects the picture whose task lies in a folder; the value is the process's exit status. */
    public static int run(Path folder, ObjectMapper json, Function<CloakTask, ? extends CloakOutcome> protector) {
        AloneFolder shared = new AloneFolder(folder, json);
        try {
            CloakTask task = shared.taken();
            shared.begin();
            shared.answer(protector.apply(task));
            return ANSWERED;
        } catch (IOException e) {
            LOG.error("no way to answer", e);
            return TRY_AGAIN;
        } catch (RuntimeException | Error e) {
            return complain(shared, e);
        }
    }

    private static int complain(AloneFolder shared, Throwable failure) {
        try {
            switch (FailurePolicy.of(failure, Optional.empty())) {
                case FailurePolicy.Verdict.End(CloakOutcome outcome) -> {
                    shared.answer(outcome);
                    return ANSWERED;
                }
                case FailurePolicy.Verdict.GiveBack back -> {
                    LOG.error("a failure that nobody foresaw", failure);
                    shared.complain(back.reason());
                    return FAILED;
                }
                case FailurePolicy.Verdict.TryAgain again -> {
                    shared.complain(again.reason());
                    return TRY_AGAIN;
                }
                case FailurePolicy.Verdict.Drop() -> {
                    return TRY_AGAIN;
                }
            }
        } catch (IOException e) {
            LOG.error("no way to answer", e);
            return TRY_AGAIN;
        }
    }
}

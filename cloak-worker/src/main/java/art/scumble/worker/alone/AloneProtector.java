package art.scumble.worker.alone;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.TransientFailure;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Lets a picture run in a process of its own, with limits of time and memory. Only if that process dies by itself is
 * the picture given up: what a kill from outside ends is tried again.
 */
public final class AloneProtector implements Function<CloakTask, CloakOutcome> {
    private static final Logger LOG = Logger.getLogger(AloneProtector.class);
    private static final int SIGNAL = 128;
    private static final int KILLED = SIGNAL + 9;
    private static final int TERMINATED = SIGNAL + 15;

    private final Function<Path, List<String>> command;
    private final Duration limit;
    private final ObjectMapper json;

    /**
     * Starts processes.
     *
     * @param command for a folder that {@link Alone#run} is to look into
     * @param limit that a process may take
     */
    public AloneProtector(Function<Path, List<String>> command, Duration limit, ObjectMapper json) {
        this.command = command;
        this.limit = limit;
        this.json = json;
    }

    @Override
    public CloakOutcome apply(CloakTask task) {
        LOG.infof("artwork %s runs alone", task.artwork().id());
        try {
            AloneFolder folder = new AloneFolder(Files.createTempDirectory("scumble-alone-"), json);
            try {
                folder.give(task);
                return run(folder);
            } finally {
                folder.delete();
            }
        } catch (IOException e) {
            throw new TransientFailure(FailureCode.INTERNAL, "no process could be started: " + e.getMessage(), e);
        }
    }

    private CloakOutcome run(AloneFolder folder) throws IOException {
        // Its input stays open as long as we live: when it ends, so does the process.
        Process process = new ProcessBuilder(command.apply(folder.path()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return poison("It took longer than " + limit.toSeconds() + " s in a process of its own.");
            }
            return end(process.exitValue(), folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static CloakOutcome end(int status, AloneFolder folder) throws IOException {
        return switch (status) {
            case Alone.ANSWERED -> folder.answered();
            case Alone.TRY_AGAIN -> throw new TransientFailure(FailureCode.INTERNAL, folder.complaintMade());
            case Alone.FAILED -> throw new IllegalStateException(folder.complaintMade());
            case KILLED, TERMINATED ->
                throw new TransientFailure(FailureCode.INTERNAL, "the picture's process was killed from outside");
            default -> poison("It ended the process that it ran alone in (status " + status + ").");
        };
    }

    private static CloakOutcome poison(String reason) {
        LOG.error(reason);
        return new CloakOutcome.Abandoned(FailureCode.POISON, reason);
    }
}

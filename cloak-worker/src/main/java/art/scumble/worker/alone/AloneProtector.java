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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Lets a picture run in a process of its own, with limits of time and memory. Only if that process dies by itself is
 * the picture given up: what a kill from outside ends is tried again.
 */
public final class AloneProtector implements Function<CloakTask, CloakOutcome> {
    private static final Logger LOG = Logger.getLogger(AloneProtector.class);
    /** What a process ends with that a signal ended: hang-up, interrupt, quit, kill, terminate. */
    private static final Set<Integer> KILLED = Set.of(129, 130, 131, 137, 143);

    /** The kernel kills like this as well where the memory does not suffice. */
    private static final int MOST_KILLS = 3;

    private static final int MOST_COUNTED = 100;

    private final Function<Path, List<String>> command;
    private final Duration limit;
    private final ObjectMapper json;
    private final Map<CloakTask, Integer> kills = new LinkedHashMap<>();

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
                return run(folder, task);
            } finally {
                folder.delete();
            }
        } catch (IOException e) {
            throw new TransientFailure(FailureCode.INTERNAL, "no process could be started: " + e.getMessage(), e);
        }
    }

    private CloakOutcome run(AloneFolder folder, CloakTask task) throws IOException {
        // Its input stays open as long as we live: when it ends, so does the process.
        Process process = new ProcessBuilder(command.apply(folder.path()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return poison("It took longer than " + limit.toSeconds() + " s in a process of its own.");
            }
            return end(process.exitValue(), folder, task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private CloakOutcome end(int status, AloneFolder folder, CloakTask task) throws IOException {
        if (KILLED.contains(status)) {
            throw killed(task);
        }
        return switch (status) {
            case Alone.ANSWERED -> folder.answered();
            case Alone.TRY_AGAIN -> throw new TransientFailure(FailureCode.INTERNAL, folder.complaintMade());
            case Alone.FAILED -> throw new IllegalStateException(folder.complaintMade());
            default -> {
                if (!folder.hasBegun()) {
                    throw new TransientFailure(
                            FailureCode.INTERNAL, "the picture's process did not come so far (status " + status + ")");
                }
                yield poison("It ended the process that it ran alone in (status " + status + ").");
            }
        };
    }

    private synchronized RuntimeException killed(CloakTask task) {
        if (kills.size() > MOST_COUNTED) {
            kills.remove(kills.keySet().iterator().next());
        }
        return kills.merge(task, 1, Integer::sum) < MOST_KILLS
                ? new TransientFailure(FailureCode.INTERNAL, "the picture's process was killed from outside")
                : new IllegalStateException("the picture's process was killed " + MOST_KILLS + " times");
    }

    private static CloakOutcome poison(String reason) {
        LOG.error(reason);
        return new CloakOutcome.Abandoned(FailureCode.POISON, reason);
    }
}

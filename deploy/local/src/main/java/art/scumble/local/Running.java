package art.scumble.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A process that runs the stack, as it tells others in {@code run.json}.
 *
 * @param pid of the process
 * @param startedAtMs when the process started, in ms since 1970, so that a process id used again is not taken for it
 * @param command {@code up} or {@code protect}
 * @param urls of the services by name; empty while they start
 * @param encoder hash of what its workers work with; empty while they start
 */
record Running(long pid, long startedAtMs, String command, Map<String, String> urls, String encoder) {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    /** This process, before its services are ready. */
    static Running starting(String command) {
        ProcessHandle self = ProcessHandle.current();
        return new Running(self.pid(), startOf(self).toEpochMilli(), command, Map.of(), "");
    }

    /** The same, ready. */
    Running ready(Map<String, String> readyUrls, String readyEncoder) {
        return new Running(pid, startedAtMs, command, readyUrls, readyEncoder);
    }

    @JsonIgnore
    boolean isReady() {
        return !urls.isEmpty();
    }

    @JsonIgnore
    boolean isAlive() {
        return process().isPresent();
    }

    /** The process, unless it has ended and another one has its id. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(process -> Duration.between(Instant.ofEpochMilli(startedAtMs), startOf(process))
                                .abs()
                                .compareTo(CLOCK_TOLERANCE)
                        < 0);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Where jobs are submitted, once it is ready. */
    Optional<String> ingest() {
        return Optional.ofNullable(urls.get("ingest-service"));
    }

    String inWords() {
        String doing = command.equals("protect") ? "protecting" : isReady() ? "running" : "starting";
        return doing + " (process " + pid + ")";
    }
}

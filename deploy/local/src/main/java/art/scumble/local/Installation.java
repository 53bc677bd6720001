package art.scumble.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The state directory of an installation. Its lock belongs to the one process that runs the stack, and the kernel takes
 * it back however that process ends, so that nothing is ever stale.
 *
 * @param code the checkout, with everything built in it
 * @param state the state directory
 */
record Installation(Path code, Path state) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A stack that runs.
     *
     * @param pid of the process that runs it
     * @param ingestUrl where jobs are submitted
     */
    record Running(long pid, String ingestUrl) {}

    Path data() {
        return state.resolve("data");
    }

    Path logs() throws IOException {
        return Files.createDirectories(state.resolve("logs"));
    }

    Path cache() {
        return state.resolve("cache");
    }

    /**
     * Takes the lock, for as long as the returned lock is open.
     *
     * @throws Problem naming the process that has it
     */
    FileLock lock() throws IOException {
        Files.createDirectories(state);
        @SuppressWarnings("resource") // The lock keeps the channel open, and closing the lock's channel ends both.
        FileChannel channel = FileChannel.open(
                state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new Problem("Scumble is already running or starting here"
                    + read().map(running -> " (process " + running.pid() + ")").orElse("")
                    + "; wait for it, or stop it with ./scumble down.");
        }
        Files.deleteIfExists(state.resolve("run.json"));
        return lock;
    }

    /** The stack that runs now, if one does. */
    Optional<Running> running() throws IOException {
        if (!Files.exists(state.resolve("lock"))) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(state.resolve("lock"), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null ? read() : Optional.empty();
        }
    }

    private Optional<Running> read() throws IOException {
        try {
            return Optional.of(JSON.readValue(state.resolve("run.json").toFile(), Running.class));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Says to others that the stack is up. */
    void announce(Running running) throws IOException {
        Path draft = state.resolve("run.json.new");
        JSON.writeValue(draft.toFile(), running);
        Files.move(draft, state.resolve("run.json"), StandardCopyOption.ATOMIC_MOVE);
    }
}

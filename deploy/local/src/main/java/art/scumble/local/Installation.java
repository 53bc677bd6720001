package art.scumble.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state directory of an installation. Its lock belongs to the one process that runs the stack, and the kernel takes
 * it back however that process ends, so that nothing is ever stale.
 *
 * @param code the checkout, with everything built in it
 * @param state the state directory
 */
public record Installation(Path code, Path state) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOCK_TRIES = 40;
    private static final long LOCK_PAUSE_MS = 50;

    /** Where servers keep their files. */
    public Path data() {
        return state.resolve("data");
    }

    /** Where every part writes what it says. */
    public Path logs() throws IOException {
        return Files.createDirectories(state.resolve("logs"));
    }

    /** Jobs of runs that were interrupted; {@code worker} tells what does the work from others. */
    UnfinishedJobs unfinished(String worker) {
        return new UnfinishedJobs(state.resolve("jobs"), worker);
    }

    /** Where the results of jobs went. */
    ResultFolders resultFolders() {
        return new ResultFolders(state.resolve("result-folders"));
    }

    /** What can be made again. */
    public Path cache() {
        return state.resolve("cache");
    }

    /**
     * Takes the lock, for as long as the returned lock's channel is open.
     *
     * @param command what takes it, for others to know
     * @throws Problem naming the process that has it
     */
    FileLock lock(String command) throws IOException, InterruptedException {
        Files.createDirectories(state, ownerOnly());
        FileChannel channel = FileChannel.open(
                state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // More than one try, as somebody who only looks holds the lock for a moment too.
        for (int i = 0; i < LOCK_TRIES; i++) {
            FileLock lock = tryLock(channel, false);
            if (lock != null) {
                announce(Running.starting(command));
                return lock;
            }
            Optional<Running> holder = read().filter(Running::isAlive);
            if (holder.isPresent()) {
                channel.close();
                throw new Problem("Scumble is already " + holder.get().inWords() + " here; " + Problem.WAIT);
            }
            Thread.sleep(LOCK_PAUSE_MS);
        }
        channel.close();
        throw new Problem("Another process holds " + state.resolve("lock") + "; " + Problem.WAIT);
    }

    /** The process that runs or starts a stack here, if one does. */
    Optional<Running> running() throws IOException {
        if (!Files.exists(state.resolve("lock"))) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(state.resolve("lock"), StandardOpenOption.READ);
                FileLock lock = tryLock(channel, true)) {
            return lock == null ? read().filter(Running::isAlive) : Optional.empty();
        }
    }

    /** The lock, or null if somebody has it: another process, or another part of this one. */
    static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private Optional<Running> read() throws IOException {
        try {
            return Optional.of(JSON.readValue(state.resolve("run.json").toFile(), Running.class));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Says to others how far the holder of the lock is. */
    void announce(Running running) throws IOException {
        Path draft = state.resolve("run.json.new");
        JSON.writeValue(draft.toFile(), running);
        Files.move(draft, state.resolve("run.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}

package art.scumble.chaos.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of a few hundred megabytes in memory, which can be filled to the last byte. Only root can mount one. */
public final class SmallDisk implements AutoCloseable {
    private static final int PART_BYTES = 1 << 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one, if that can be done here. */
    static Optional<SmallDisk> at(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "scumble-chaos", folder.toString());
        return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    /** Unmounts what a killed run has left mounted. */
    public static void release(Path folder) throws IOException, InterruptedException {
        if (Files.exists(folder)) {
            run("umount", "-l", folder.toString());
        }
    }

    /** Makes it larger or smaller, under whoever writes there; not smaller than what is in it. */
    public void resize(long bytes) throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount,size=" + bytes, folder.toString())) {
            throw new IOException("the small disk can't be resized to " + bytes + " bytes");
        }
    }

    /** How much of it is taken, in bytes. */
    public long used() throws IOException {
        FileStore store = Files.getFileStore(folder);
        return store.getTotalSpace() - store.getUnallocatedSpace();
    }

    /** Leaves no room. */
    public void fill() throws IOException {
        byte[] part = new byte[PART_BYTES];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(part);
            }
        } catch (IOException full) {
            if (!Files.exists(ballast())) {
                throw full;
            }
        }
    }

    /** Gives the room back. */
    public void relieve() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            release(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

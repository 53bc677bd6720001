package art.scumble.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold secrets. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** An empty file that only its owner may read and write, in place of any that was there. */
    public static Path file(Path path) throws IOException {
        Files.deleteIfExists(path);
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(path);
    }
}

package art.scumble.local;

import art.scumble.contract.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The hash of a file of any size. */
final class FileHash {
    private static final int PART = 1 << 16;

    private FileHash() {}

    static Sha256 of(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = new byte[PART];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                digest.update(part, 0, count);
            }
        }
        return Sha256.ofDigest(digest.digest());
    }
}

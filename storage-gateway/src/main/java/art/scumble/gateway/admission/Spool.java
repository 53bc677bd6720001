package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A private copy of an object on local disk, hashed while it arrives. What is checked is then what is stored, whatever a
 * still valid upload ticket writes meanwhile.
 */
public final class Spool implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final Sha256 sha256;
    private final long sizeBytes;

    private Spool(Path file, Sha256 sha256, long sizeBytes) {
        this.file = file;
        this.sha256 = sha256;
        this.sizeBytes = sizeBytes;
    }

    /** Copies a stream of at most {@code maxBytes}; a longer one is refused without reading on. */
    public static Spool of(InputStream in, long maxBytes) {
        Path file = null;
        try {
            file = Files.createTempFile("scumble-admission-", ".bin");
            MessageDigest digest = Sha256.digest();
            long size = copy(in, file, digest, maxBytes);
            return new Spool(file, Sha256.ofDigest(digest.digest()), size);
        } catch (IOException e) {
            delete(file);
            throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "the object store stopped in the middle", e);
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /** Hashes a stream of at most {@code maxBytes} without keeping it; a longer one is refused without reading on. */
    public static Sha256 hash(InputStream in, long maxBytes) throws IOException {
        MessageDigest digest = Sha256.digest();
        copy(in, OutputStream.nullOutputStream(), digest, maxBytes);
        return Sha256.ofDigest(digest.digest());
    }

    private static long copy(InputStream in, Path file, MessageDigest digest, long maxBytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return copy(in, out, digest, maxBytes);
        }
    }

    private static long copy(InputStream in, OutputStream out, MessageDigest digest, long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            if (size > maxBytes) {
                throw tooLarge(maxBytes);
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
        return size;
    }

    /** What is larger than is taken. */
    public static PermanentFailure tooLarge(long maxBytes) {
        return new PermanentFailure(
                FailureCode.FILE_TOO_LARGE, "the file has more than the " + maxBytes + " bytes that are taken");
    }

    /** Where the copy lies until this is closed. */
    public Path file() {
        return file;
    }

    /** The hash of the copy. */
    public Sha256 sha256() {
        return sha256;
    }

    /** The size of the copy. */
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void close() {
        delete(file);
    }

    private static void delete(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A leftover in the temporary folder changes nothing for the artwork; the system clears it.
        }
    }
}

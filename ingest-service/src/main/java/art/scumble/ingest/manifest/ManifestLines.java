package art.scumble.ingest.manifest;

import art.scumble.contract.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** The lines of a manifest, one at a time, and the hash of what was read so far. Memory is that of one line. */
final class ManifestLines {
    /** Longest line, in bytes; what is longer is passed over. */
    static final int LONGEST = 16 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final MessageDigest digest;
    private int position;
    private int limit;
    private int number;

    /** {@code preamble} goes into the hash before the first line. */
    ManifestLines(InputStream in, byte[] preamble) {
        this.in = in;
        this.digest = Sha256.digest();
        digest.update(preamble);
    }

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param bytes the first {@link #LONGEST} of them
     * @param whole whether those are all
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Line(int number, byte[] bytes, boolean whole) {}

    /** The next line; empty at the end. */
    Optional<Line> next() throws IOException {
        if (position == limit && !fill()) {
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        long length = 0;
        boolean ended = false;
        while (!ended && (position < limit || fill())) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            ended = end < limit;
            int taken = end - position;
            line.write(buffer, position, Math.min(taken, LONGEST - line.size()));
            length += taken;
            int next = ended ? end + 1 : end;
            digest.update(buffer, position, next - position);
            position = next;
        }
        number++;
        return Optional.of(new Line(number, line.toByteArray(), length <= LONGEST));
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    /** How many lines were read. */
    int count() {
        return number;
    }

    /** Of the preamble and all lines that were read, with their ends. */
    Sha256 hash() {
        try {
            return Sha256.ofDigest(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
        }
    }
}

package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A JPEG file cut into its segments, up to the end of the first picture in it.
 *
 * @param segments in their order; entropy-coded data belongs to the scan before it
 * @param end offset of the first byte behind EOI
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
record JpegSegments(List<Segment> segments, int end) {
    static final int RST0 = 0xD0;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DRI = 0xDD;
    static final int DHT = 0xC4;
    static final int APP0 = 0xE0;
    static final int APP15 = 0xEF;
    static final int COM = 0xFE;

    private static final int MOST_SEGMENTS = 10_000;

    /**
     * One segment.
     *
     * @param marker second byte of its marker
     * @param bytes the whole segment with its marker, and for a scan the entropy-coded data behind it
     */
    record Segment(int marker, byte[] bytes) {
        /** Offset of the payload, behind marker and length. */
        static final int PAYLOAD = 4;

        boolean startsWith(String text) {
            byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
            return bytes.length >= PAYLOAD + expected.length
                    && Arrays.equals(bytes, PAYLOAD, PAYLOAD + expected.length, expected, 0, expected.length);
        }

        int at(int offset) {
            return bytes[PAYLOAD + offset] & 0xFF;
        }

        boolean isApplication() {
            return marker >= APP0 && marker <= APP15;
        }

        boolean isFrame() {
            return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != 0xC8 && marker != 0xCC;
        }
    }

    static JpegSegments read(byte[] file) {
        return read(file, segment -> {});
    }

    /** Reads a file and shows each segment as it comes, before the next one is looked at. */
    static JpegSegments read(byte[] file, Consumer<Segment> seen) {
        List<Segment> segments = new ArrayList<>();
        int at = 2;
        while (true) {
            while (at + 1 < file.length && (file[at] & 0xFF) == 0xFF && (file[at + 1] & 0xFF) == 0xFF) {
                at++;
            }
            if (at + 2 > file.length) {
                throw truncated();
            }
            if ((file[at] & 0xFF) != 0xFF || segments.size() == MOST_SEGMENTS) {
                throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the JPEG has bytes where a marker should be");
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == EOI) {
                return new JpegSegments(segments, at + 2);
            }
            if (at + 4 > file.length) {
                throw truncated();
            }
            int length = (file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF;
            if (length < 2 || marker < 0xC0 || marker >= RST0 && marker <= SOI) {
                throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the JPEG has a marker where none may be");
            }
            int end = at + 2 + length;
            if (marker == SOS) {
                end = endOfScan(file, end);
            }
            if (end > file.length) {
                throw truncated();
            }
            segments.add(new Segment(marker, Arrays.copyOfRange(file, at, end)));
            seen.accept(segments.getLast());
            at = end;
        }
    }

    /** Entropy-coded data runs until a marker that is neither a stuffed zero nor a restart. */
    private static int endOfScan(byte[] file, int start) {
        for (int at = start; at + 1 < file.length; at++) {
            int next = file[at + 1] & 0xFF;
            if ((file[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                return at;
            }
        }
        return file.length;
    }

    private static PermanentFailure truncated() {
        return new PermanentFailure(FailureCode.TRUNCATED, "the JPEG ends before its end marker");
    }
}

package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;

/**
 * The scans of a JPEG. Together they must bring every coefficient of every component to its last bit: what is missing,
 * a decoder fills in without a word.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, B.2.3 and G.1.1</a>
 */
final class JpegScans {
    /** Each makes a decoder pass over the whole picture; real files have a dozen. */
    private static final int MOST_SCANS = 500;

    private static final int LAST_COEFFICIENT = 63;
    private static final long ALL = -1L;

    private final JpegFrame frame;
    private final long[] complete;

    private JpegScans(JpegFrame frame) {
        this.frame = frame;
        this.complete = new long[frame.components().size()];
    }

    static void check(JpegSegments segments, JpegFrame frame) {
        JpegScans scans = new JpegScans(frame);
        int count = 0;
        for (JpegSegments.Segment segment : segments.segments()) {
            if (segment.marker() == JpegSegments.SOS) {
                if (++count > MOST_SCANS) {
                    throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the JPEG has more than 500 scans");
                }
                scans.add(segment);
            }
        }
        for (long coefficients : scans.complete) {
            if (coefficients != ALL) {
                throw new PermanentFailure(FailureCode.TRUNCATED, "the JPEG lacks its last scans");
            }
        }
    }

    private void add(JpegSegments.Segment scan) {
        int components = scan.at(0);
        long brought = brought(scan, 1 + 2 * components);
        for (int i = 0; i < components; i++) {
            complete[index(scan.at(1 + 2 * i))] |= brought;
        }
    }

    /** The coefficients that are complete after this scan, a bit each. */
    private long brought(JpegSegments.Segment scan, int selection) {
        if (!frame.progressive()) {
            return ALL;
        }
        int first = scan.at(selection);
        int last = scan.at(selection + 1);
        int bitsLeft = scan.at(selection + 2) & 15;
        if (first > last || last > LAST_COEFFICIENT) {
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "a scan of the JPEG selects no coefficients");
        }
        return bitsLeft > 0 ? 0 : ALL >>> LAST_COEFFICIENT - (last - first) << first;
    }

    private int index(int id) {
        for (int i = 0; i < complete.length; i++) {
            if (frame.components().get(i).id() == id) {
                return i;
            }
        }
        throw new PermanentFailure(
                FailureCode.CORRUPT_IMAGE, "a scan of the JPEG names component " + id + ", which its frame lacks");
    }
}

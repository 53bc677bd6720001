package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame header: what kind of JPEG this is.
 *
 * @param progressive whether the coefficients come in several scans
 * @param width in pixels
 * @param height in pixels
 * @param components in their order
 * @param colours what three components mean
 */
record JpegFrame(boolean progressive, int width, int height, List<Component> components, Colours colours) {
    /**
     * One component.
     *
     * @param id as scans name it
     * @param horizontal sampling factor
     * @param vertical sampling factor
     * @param table of quantisation
     */
    record Component(int id, int horizontal, int vertical, int table) {}

    /** What the components mean. */
    enum Colours {
        GREY,
        YCBCR,
        RGB
    }

    /** Refuses what can't be given back as it was. */
    static JpegFrame of(JpegSegments segments, DecodingLimits limits) {
        JpegSegments.Segment frame = segments.segments().stream()
                .filter(JpegSegments.Segment::isFrame)
                .findFirst()
                .orElseThrow(() -> new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the JPEG has no frame header"));
        int height = frame.at(1) << 8 | frame.at(2);
        int width = frame.at(3) << 8 | frame.at(4);
        limits.check(width, height);
        if (frame.marker() > 0xC2) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_FEATURE, "a lossless, hierarchical or arithmetic-coded JPEG");
        }
        if (frame.at(0) != 8) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_BIT_DEPTH, "a JPEG of " + frame.at(0) + " bits a channel is not supported");
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < frame.at(5); i++) {
            int sampling = frame.at(7 + 3 * i);
            components.add(new Component(frame.at(6 + 3 * i), sampling >> 4, sampling & 15, frame.at(8 + 3 * i)));
        }
        return new JpegFrame(frame.marker() == 0xC2, width, height, components, colours(segments, components));
    }

    private static Colours colours(JpegSegments segments, List<Component> components) {
        if (components.size() == 1) {
            return Colours.GREY;
        }
        if (components.size() != 3) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_COLOUR_MODEL,
                    "a JPEG of " + components.size() + " channels (CMYK, for example) is not supported");
        }
        boolean jfif = false;
        for (JpegSegments.Segment segment : segments.segments()) {
            jfif |= segment.marker() == JpegSegments.APP0 && segment.startsWith("JFIF\0");
            if (segment.marker() == 0xEE && segment.startsWith("Adobe") && segment.bytes().length >= 16) {
                return segment.at(11) == 0 ? Colours.RGB : Colours.YCBCR;
            }
        }
        boolean named = components.get(0).id() == 'R'
                && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
        return named && !jfif ? Colours.RGB : Colours.YCBCR;
    }
}

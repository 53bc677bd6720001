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

    /** Refuses by the frame header what can't be decoded, or not be given back as it was. */
    static void check(JpegSegments.Segment frame, DecodingLimits limits) {
        if (height(frame) == 0) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_FEATURE, "a JPEG that tells its height behind its image data (DNL)");
        }
        limits.check(width(frame), height(frame));
        if (frame.marker() > 0xC2) {
            String kind = frame.marker() == 0xC3 ? "lossless" : "hierarchical";
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_FEATURE,
                    "a JPEG with " + (frame.marker() > 0xC8 ? "arithmetic" : kind) + " coding is not supported");
        }
        if (frame.at(0) != 8) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_BIT_DEPTH, "a JPEG of " + frame.at(0) + " bits a channel is not supported");
        }
    }

    static JpegFrame of(JpegSegments segments) {
        List<JpegSegments.Segment> frames = segments.segments().stream()
                .filter(JpegSegments.Segment::isFrame)
                .toList();
        if (frames.size() != 1) {
            throw new PermanentFailure(
                    FailureCode.CORRUPT_IMAGE, "the JPEG has " + frames.size() + " frame headers instead of one");
        }
        JpegSegments.Segment frame = frames.getFirst();
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < frame.at(5); i++) {
            int sampling = frame.at(7 + 3 * i);
            components.add(new Component(frame.at(6 + 3 * i), sampling >> 4, sampling & 15, frame.at(8 + 3 * i)));
        }
        return new JpegFrame(
                frame.marker() == 0xC2, width(frame), height(frame), components, colours(segments, components));
    }

    static long pixels(JpegSegments.Segment frame) {
        return (long) width(frame) * height(frame);
    }

    private static int height(JpegSegments.Segment frame) {
        return frame.at(1) << 8 | frame.at(2);
    }

    private static int width(JpegSegments.Segment frame) {
        return frame.at(3) << 8 | frame.at(4);
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
        // In libjpeg's order, by which such files are shown everywhere: JFIF, then Adobe, then the names.
        for (JpegSegments.Segment segment : segments.segments()) {
            if (segment.marker() == JpegSegments.APP0 && segment.startsWith("JFIF\0")) {
                return Colours.YCBCR;
            }
        }
        for (JpegSegments.Segment segment : segments.segments()) {
            if (segment.marker() == 0xEE && segment.startsWith("Adobe") && segment.bytes().length >= 16) {
                return segment.at(11) == 0 ? Colours.RGB : Colours.YCBCR;
            }
        }
        boolean named = components.get(0).id() == 'R'
                && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
        return named ? Colours.RGB : Colours.YCBCR;
    }
}

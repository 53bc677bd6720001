package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An 8-bit JPEG, grey, YCbCr or RGB, baseline or progressive. It is written with its own quantisation tables and
 * sampling, and only the difference of the colours is put on its decoded components, so that a picture that did not
 * change is coded from the very numbers that were read.
 */
final class JpegArtwork implements DecodedArtwork {
    private static final List<String> GAIN_MAP_SIGNS =
            List.of("hdrgm:", "http://ns.adobe.com/hdr-gain-map/", "HDRGainMap", "urn:iso:std:iso:ts:21496");

    private final JpegFrame frame;
    private final JpegSegments segments;
    private final byte[] components;
    private final Pixels pixels;

    private JpegArtwork(JpegFrame frame, JpegSegments segments, byte[] components) {
        this.frame = frame;
        this.segments = segments;
        this.components = components;
        ColourModel model = frame.colours() == JpegFrame.Colours.GREY ? ColourModel.GREY : ColourModel.RGB;
        byte[] samples = frame.colours() == JpegFrame.Colours.YCBCR ? rgb(components) : components.clone();
        this.pixels = new Pixels(frame.width(), frame.height(), model, samples);
    }

    static JpegArtwork decode(byte[] file, DecodingLimits limits) {
        JpegSegments segments = JpegSegments.read(file, segment -> {
            if (segment.isFrame()) {
                JpegFrame.check(segment, limits);
            }
        });
        JpegFrame frame = JpegFrame.of(segments);
        refuseFurtherPictures(segments, file);
        JpegScans.check(segments, frame);
        JpegMetadata.checkProfile(segments, frame.colours() == JpegFrame.Colours.GREY);
        return new JpegArtwork(frame, segments, JpegCoding.decode(segments, frame));
    }

    static long pixels(byte[] file) {
        AtomicLong pixels = new AtomicLong();
        JpegSegments.read(file, segment -> {
            if (segment.isFrame()) {
                pixels.set(JpegFrame.pixels(segment));
            }
        });
        return pixels.get();
    }

    private static void refuseFurtherPictures(JpegSegments segments, byte[] file) {
        boolean several = false;
        boolean gainMap = false;
        for (JpegSegments.Segment segment : segments.segments()) {
            gainMap |= segment.marker() == 0xE1 && hasGainMap(segment.bytes(), 0)
                    || segment.marker() == 0xE2 && segment.startsWith("urn:iso:std:iso:ts:21496");
            several |= segment.marker() == 0xE2 && segment.startsWith("MPF\0");
        }
        // Apple's base picture says nothing: only the second one tells that it is a gain map.
        if (gainMap || several && hasGainMap(file, segments.end())) {
            throw new PermanentFailure(
                    FailureCode.GAIN_MAP, "the JPEG has an HDR gain map, which would no longer fit the picture");
        }
        if (several) {
            throw new PermanentFailure(
                    FailureCode.ANIMATED_OR_MULTIPAGE, "the JPEG holds further pictures (multi-picture format)");
        }
    }

    private static boolean hasGainMap(byte[] bytes, int start) {
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
        return GAIN_MAP_SIGNS.stream().anyMatch(text::contains);
    }

    /** JFIF's full-range conversion. */
    private static byte[] rgb(byte[] ycc) {
        byte[] rgb = new byte[ycc.length];
        for (int i = 0; i < ycc.length; i += 3) {
            float y = ycc[i] & 0xFF;
            float cb = (ycc[i + 1] & 0xFF) - 128;
            float cr = (ycc[i + 2] & 0xFF) - 128;
            rgb[i] = sample(y + 1.402f * cr);
            rgb[i + 1] = sample(y - 0.344136f * cb - 0.714136f * cr);
            rgb[i + 2] = sample(y + 1.772f * cb);
        }
        return rgb;
    }

    private static byte sample(float value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }

    @Override
    public MediaType mediaType() {
        return MediaType.JPEG;
    }

    @Override
    public Pixels pixels() {
        return pixels;
    }

    @Override
    public byte[] encode(Pixels changed) {
        byte[] coded = JpegCoding.encode(moved(pixels.inColoursOf(changed).samples()), frame, segments);
        List<byte[]> metadata = JpegMetadata.kept(segments);
        ByteArrayOutputStream out = new ByteArrayOutputStream(coded.length + 65536);
        out.write(0xFF);
        out.write(JpegSegments.SOI);
        metadata.forEach(out::writeBytes);
        for (JpegSegments.Segment segment : JpegSegments.read(coded).segments()) {
            if (!segment.isApplication()) {
                out.writeBytes(segment.bytes());
            }
        }
        out.write(0xFF);
        out.write(JpegSegments.EOI);
        return out.toByteArray();
    }

    /** The decoded components plus the difference of the colours. */
    private byte[] moved(byte[] changed) {
        byte[] out = components.clone();
        byte[] was = pixels.samples();
        boolean ycc = frame.colours() == JpegFrame.Colours.YCBCR;
        for (int i = 0; i < out.length; i += ycc ? 3 : 1) {
            if (!ycc) {
                out[i] = changed[i];
                continue;
            }
            int r = (changed[i] & 0xFF) - (was[i] & 0xFF);
            int g = (changed[i + 1] & 0xFF) - (was[i + 1] & 0xFF);
            int b = (changed[i + 2] & 0xFF) - (was[i + 2] & 0xFF);
            out[i] = sample((out[i] & 0xFF) + 0.299f * r + 0.587f * g + 0.114f * b);
            out[i + 1] = sample((out[i + 1] & 0xFF) - 0.168736f * r - 0.331264f * g + 0.5f * b);
            out[i + 2] = sample((out[i + 2] & 0xFF) + 0.5f * r - 0.418688f * g - 0.081312f * b);
        }
        return out;
    }
}

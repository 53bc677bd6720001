package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.NodeList;

/**
 * The JDK's libjpeg, shown no metadata (which it rejects in files that are fine otherwise) and no colour conversion:
 * components in, components out.
 */
final class JpegCoding {
    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private JpegCoding() {}

    /** The components of each pixel, interleaved. */
    static byte[] decode(JpegSegments segments, JpegFrame frame) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        Warnings warnings = new Warnings();
        reader.addIIOReadWarningListener(warnings);
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(withoutMetadata(segments)))) {
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            warnings.refuse();
            return samples(raster, frame);
        } catch (IOException e) {
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the JPEG can't be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] withoutMetadata(JpegSegments segments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xFF);
        out.write(JpegSegments.SOI);
        for (JpegSegments.Segment segment : segments.segments()) {
            if (!segment.isApplication() && segment.marker() != JpegSegments.COM) {
                out.writeBytes(segment.bytes());
            }
        }
        out.write(0xFF);
        out.write(JpegSegments.EOI);
        return out.toByteArray();
    }

    private static byte[] samples(Raster raster, JpegFrame frame) {
        int channels = frame.components().size();
        byte[] samples = new byte[frame.width() * frame.height() * channels];
        int[] row = new int[frame.width() * channels];
        for (int y = 0; y < frame.height(); y++) {
            raster.getPixels(0, y, frame.width(), 1, row);
            for (int i = 0; i < row.length; i++) {
                samples[y * row.length + i] = (byte) row[i];
            }
        }
        return samples;
    }

    /** A JPEG of these components with the source's tables, sampling and kind of scans. */
    static byte[] encode(byte[] components, JpegFrame frame, JpegSegments source) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (parameters instanceof JPEGImageWriteParam own) {
                own.setOptimizeHuffmanTables(true);
            }
            if (frame.progressive()) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            Raster raster = raster(components, frame);
            writer.write(null, new IIOImage(raster, null, metadata(writer, parameters, frame, source)), parameters);
        } catch (IOException | RuntimeException e) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_FEATURE,
                    "the JPEG can't be written again with its own tables and sampling",
                    e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static Raster raster(byte[] components, JpegFrame frame) {
        int channels = frame.components().size();
        int[] offsets = channels == 1 ? new int[] {0} : new int[] {0, 1, 2};
        return Raster.createInterleavedRaster(
                new DataBufferByte(components, components.length),
                frame.width(),
                frame.height(),
                frame.width() * channels,
                channels,
                offsets,
                null);
    }

    private static IIOMetadata metadata(
            ImageWriter writer, ImageWriteParam parameters, JpegFrame frame, JpegSegments source)
            throws IIOInvalidTreeException {
        int kind = frame.components().size() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromBufferedImageType(kind), parameters);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode sequence =
                (IIOMetadataNode) root.getElementsByTagName("markerSequence").item(0);
        sequence.replaceChild(tables(source), first(sequence, "dqt"));
        IIOMetadataNode sof = first(sequence, "sof");
        NodeList scans = sequence.getElementsByTagName("sos");
        for (int i = 0; i < frame.components().size(); i++) {
            JpegFrame.Component component = frame.components().get(i);
            IIOMetadataNode spec = (IIOMetadataNode) sof.item(i);
            spec.setAttribute("componentId", Integer.toString(component.id()));
            spec.setAttribute("HsamplingFactor", Integer.toString(component.horizontal()));
            spec.setAttribute("VsamplingFactor", Integer.toString(component.vertical()));
            spec.setAttribute("QtableSelector", Integer.toString(component.table()));
        }
        restartInterval(source).ifPresent(interval -> {
            IIOMetadataNode restart = new IIOMetadataNode("dri");
            restart.setAttribute("interval", Integer.toString(interval));
            sequence.insertBefore(restart, sof);
        });
        // Progressive files name their scans by themselves.
        for (int s = 0; s < scans.getLength(); s++) {
            IIOMetadataNode scan = (IIOMetadataNode) scans.item(s);
            for (int i = 0; i < scan.getLength(); i++) {
                int id = frame.components().get(i).id();
                ((IIOMetadataNode) scan.item(i)).setAttribute("componentSelector", Integer.toString(id));
            }
        }
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    private static OptionalInt restartInterval(JpegSegments source) {
        return source.segments().stream()
                .filter(segment -> segment.marker() == JpegSegments.DRI)
                .mapToInt(segment -> segment.at(0) << 8 | segment.at(1))
                .filter(interval -> interval > 0)
                .findFirst();
    }

    private static IIOMetadataNode first(IIOMetadataNode parent, String name) {
        return (IIOMetadataNode) parent.getElementsByTagName(name).item(0);
    }

    /** All quantisation tables, the last of each number (a later one replaces an earlier). */
    private static IIOMetadataNode tables(JpegSegments source) {
        IIOMetadataNode[] byNumber = new IIOMetadataNode[4];
        for (JpegSegments.Segment segment : source.segments()) {
            if (segment.marker() == JpegSegments.DQT) {
                int at = 0;
                while (JpegSegments.Segment.PAYLOAD + at < segment.bytes().length) {
                    int width = (segment.at(at) >> 4) + 1;
                    byNumber[segment.at(at) & 3] = table(segment, at, width);
                    at += 1 + 64 * width;
                }
            }
        }
        IIOMetadataNode dqt = new IIOMetadataNode("dqt");
        for (IIOMetadataNode table : byNumber) {
            if (table != null) {
                dqt.appendChild(table);
            }
        }
        return dqt;
    }

    private static IIOMetadataNode table(JpegSegments.Segment segment, int at, int width) {
        int[] natural = new int[64];
        for (int i = 0; i < 64; i++) {
            int high = width == 2 ? segment.at(at + 1 + 2 * i) << 8 : 0;
            natural[ZIGZAG[i]] = high | segment.at(at + width * (i + 1));
        }
        IIOMetadataNode table = new IIOMetadataNode("dqtable");
        table.setAttribute("elementPrecision", "0");
        table.setAttribute("qtableId", Integer.toString(segment.at(at) & 3));
        table.setUserObject(new JPEGQTable(natural));
        return table;
    }

    /** What libjpeg says of files that it completes by its own invention. */
    private static final class Warnings implements IIOReadWarningListener {
        private @Nullable String worst;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            if (worst == null || ended(warning)) {
                worst = warning;
            }
        }

        private static boolean ended(String warning) {
            String words = warning.toLowerCase(Locale.ROOT);
            return words.contains("premature end") || words.contains("found marker 0xd9 instead");
        }

        void refuse() {
            if (worst != null && ended(worst)) {
                throw new PermanentFailure(FailureCode.TRUNCATED, "the JPEG's image data ends early");
            }
            if (worst != null && worst.contains("Corrupt JPEG data") && !worst.contains("extraneous bytes")) {
                throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the JPEG's image data is corrupt");
            }
        }
    }
}

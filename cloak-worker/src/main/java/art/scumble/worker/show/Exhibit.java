package art.scumble.worker.show;

import art.scumble.contract.PermanentFailure;
import art.scumble.worker.artwork.ArtworkCodec;
import art.scumble.worker.artwork.DecodingLimits;
import art.scumble.worker.artwork.Orientation;
import art.scumble.worker.artwork.Pixels;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.WorkingSize;
import art.scumble.worker.encoder.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture of a gallery, read as workers read it: what they take, within their limits. What is cut from it is not
 * turned yet.
 *
 * @param picture at full size
 * @param orientation how it is turned when it is shown
 */
record Exhibit(Picture picture, Orientation orientation) {
    /** More than any picture within the limits has, but for metadata. */
    private static final long LARGEST_FILE = 128L << 20;

    private static final ArtworkCodec CODEC = new ArtworkCodec(DecodingLimits.DEFAULT);

    /**
     * Reads one.
     *
     * @throws IOException with words for people if that can't be done
     */
    static Exhibit read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("the file is larger than 128 MiB");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            Pixels pixels = CODEC.decode(bytes).pixels();
            Picture picture = new Picture(pixels.width(), pixels.height(), pixels.rgb(), pixels.alpha());
            return new Exhibit(picture, Orientation.of(bytes));
        } catch (PermanentFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    boolean isAsLargeAs(Exhibit other) {
        return picture.width() == other.picture.width() && picture.height() == other.picture.height();
    }

    int longestSide() {
        return Math.max(picture.width(), picture.height());
    }

    /** All of it, with this longest side at most. */
    RgbImage reduced(int longestSide) {
        return WorkingSize.of(picture, longestSide).of(picture);
    }

    /** A part of it, pixel by pixel. */
    RgbImage part(Frame frame) {
        float[] values = new float[3 * frame.width() * frame.height()];
        for (int y = 0; y < frame.height(); y++) {
            int start = 3 * ((frame.top() + y) * picture.width() + frame.left());
            for (int i = 0; i < 3 * frame.width(); i++) {
                values[3 * y * frame.width() + i] = (picture.rgb()[start + i] & 0xFF) / 255f;
            }
        }
        return new RgbImage(frame.width(), frame.height(), values);
    }
}

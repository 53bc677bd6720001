package art.scumble.ingest.dispatch;

import art.scumble.contract.MediaType;
import org.jspecify.annotations.Nullable;

/** The size of a picture as far as it is known. */
final class Megapixels {
    private static final double LEAST = 0.001;
    private static final double MOST = 1000;
    private static final double JPEG_BYTES_A_PIXEL = 0.4;
    private static final double PNG_BYTES_A_PIXEL = 1.7;

    private Megapixels() {}

    /** By its header, or else guessed from its bytes; 0.001 to 1,000, since a header may claim anything. */
    static double of(@Nullable Long pixels, long bytes, MediaType type) {
        double bytesAPixel = type == MediaType.JPEG ? JPEG_BYTES_A_PIXEL : PNG_BYTES_A_PIXEL;
        double count = pixels == null ? bytes / bytesAPixel : pixels;
        return Math.clamp(count / 1e6, LEAST, MOST);
    }
}

package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.RgbImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** What a picture looks like after it was saved as a JPEG. */
public final class JpegRoundTrip {
    private JpegRoundTrip() {}

    /** The picture after compression at a quality of 0 to 1 (the JDK's scale). */
    public static RgbImage of(RgbImage image, float quality) {
        byte[] file = BufferedImages.jpeg(image, quality);
        try {
            return BufferedImages.image(ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file))));
        } catch (IOException e) {
            throw new UncheckedIOException("the JDK's JPEG codec failed in memory", e);
        }
    }
}

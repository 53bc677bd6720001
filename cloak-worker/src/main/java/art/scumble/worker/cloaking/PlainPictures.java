package art.scumble.worker.cloaking;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of our own choosing, as the JDK reads them: for training and measuring, not for what others upload. */
public final class PlainPictures {
    private PlainPictures() {}

    /**
     * Reads one.
     *
     * @throws IOException if the JDK can't
     */
    public static Picture read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException(file + " is no picture that the JDK can read.");
        }
        return of(image);
    }

    /** The colours of an image. */
    public static Picture of(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (pixels[i / 3] >> (16 - 8 * (i % 3)));
        }
        return Picture.opaque(image.getWidth(), image.getHeight(), rgb);
    }

    /** Reads those of a list, a path a line, relative to the list; blank lines and those with # in front say nothing. */
    public static List<Picture> listed(Path list) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                pictures.add(read(list.resolveSibling(line.strip())));
            }
        }
        return pictures;
    }
}

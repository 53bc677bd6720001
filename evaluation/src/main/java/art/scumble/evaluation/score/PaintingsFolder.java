package art.scumble.evaluation.score;

import art.scumble.worker.cloaking.BufferedImages;
import art.scumble.worker.encoder.RgbImage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Where what mimics painted can be looked at.
 *
 * @param path made when there is something to see
 */
record PaintingsFolder(Path path) {
    /** Paintings of the same size, one beside the other. */
    void show(String name, List<RgbImage> paintings) throws IOException {
        int width = paintings.getFirst().width();
        int height = paintings.getFirst().height();
        BufferedImage strip = new BufferedImage(width * paintings.size(), height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = strip.createGraphics();
        for (int p = 0; p < paintings.size(); p++) {
            graphics.drawImage(BufferedImages.of(paintings.get(p)), p * width, 0, null);
        }
        graphics.dispose();
        Files.createDirectories(path);
        String file = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".png";
        ImageIO.write(strip, "png", path.resolve(file).toFile());
    }
}

package art.scumble.worker.task;

import art.scumble.contract.Intensity;
import art.scumble.worker.artwork.ArtworkCodec;
import art.scumble.worker.artwork.DecodedArtwork;
import art.scumble.worker.artwork.Pixels;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Effort;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.cloaking.VisibilityBudget;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.StageStatistics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Cloaks a picture of our own making, as each of the two formats, for nobody. The first picture of a process costs
 * seconds more than the next one, in code that is not compiled and an engine that has no plans yet; a worker that says
 * it is ready should have them behind it.
 */
public final class Rehearsal {
    private static final long SEED = 1;

    /** Larger than the search, as most pictures are. */
    private static final double LARGER = 1.25;

    private static final int STEPS = 3;
    private static final int STROKES = 1200;

    private Rehearsal() {}

    /** Goes through it all, at the size of this effort, if not in as many steps. */
    public static void run(ArtworkCodec codec, Encoder encoder, Effort effort) {
        Cloaker cloaker = new Cloaker(encoder, new Effort(effort.longestSide(), STEPS));
        for (String format : new String[] {"jpeg", "png"}) {
            DecodedArtwork source = codec.decode(file(format, (int) (LARGER * effort.longestSide())));
            Picture picture = picture(source.pixels());
            StageStatistics own = cloaker.style(picture);
            StageStatistics other = cloaker.style(negative(picture));
            Picture cloaked = cloaker.cloak(
                    picture,
                    own,
                    Target.of(other),
                    VisibilityBudget.Limits.of(Intensity.MEDIUM),
                    SEED,
                    changed -> written(codec, source, changed));
            cloaker.measure(picture, written(codec, source, cloaked), own, other);
        }
    }

    private static Picture written(ArtworkCodec codec, DecodedArtwork source, Picture changed) {
        Pixels pixels = new Pixels(
                changed.width(),
                changed.height(),
                source.pixels().model(),
                changed.rgb().clone());
        return picture(codec.decode(source.encode(pixels)).pixels());
    }

    private static byte[] file(String format, int side) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(strokes(side), format, file);
        } catch (IOException e) {
            throw new UncheckedIOException("the JDK's codecs failed in memory", e);
        }
        return file.toByteArray();
    }

    /** Something like a painting: without texture nothing would be searched. */
    private static BufferedImage strokes(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int stroke = 0; stroke < STROKES; stroke++) {
            int colour = random.nextInt(1 << 24);
            int left = random.nextInt(side);
            int top = random.nextInt(side);
            for (int x = left; x < Math.min(side, left + 40); x++) {
                for (int y = top; y < Math.min(side, top + 8); y++) {
                    image.setRGB(x, y, colour);
                }
            }
        }
        return image;
    }

    private static Picture picture(Pixels pixels) {
        return new Picture(pixels.width(), pixels.height(), pixels.rgb(), pixels.alpha());
    }

    private static Picture negative(Picture picture) {
        byte[] rgb = new byte[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (255 - (picture.rgb()[i] & 0xFF));
        }
        return Picture.opaque(picture.width(), picture.height(), rgb);
    }
}

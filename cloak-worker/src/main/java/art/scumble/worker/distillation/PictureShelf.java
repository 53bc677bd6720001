package art.scumble.worker.distillation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The pictures that a student is taught with, by collection. Keeps what it has read, reduced. */
public final class PictureShelf {
    /** A collection's pictures beyond this number are left out, evenly. */
    private static final int MOST_OF_A_COLLECTION = 600;

    private static final int LONGEST_SIDE = 1200;

    /**
     * A folder of pictures.
     *
     * @param weight how often it is drawn from, relative to the other collections
     * @param folder searched with all that is below it
     */
    public record Collection(double weight, Path folder) {
        /** Written as {@code WEIGHT:FOLDER}. */
        public static Collection of(String words) {
            String[] parts = words.split(":", 2);
            if (parts.length != 2 || !parts[0].matches("\\d+(\\.\\d+)?")) {
                throw new IllegalArgumentException(words + " is not WEIGHT:FOLDER");
            }
            return new Collection(Double.parseDouble(parts[0]), Path.of(parts[1]));
        }
    }

    private record Shelf(double weight, List<Path> files) {}

    private final List<Shelf> shelves = new ArrayList<>();
    private final Map<Path, BufferedImage> read = new HashMap<>();
    private double weights;

    /** {@code leftOut} is a part of the names of files that are not taken. */
    public PictureShelf(List<Collection> collections, String leftOut) throws IOException {
        for (Collection collection : collections) {
            List<Path> files = files(collection.folder, leftOut);
            if (files.isEmpty()) {
                throw new IOException("There is no PNG or JPEG in " + collection.folder + ".");
            }
            shelves.add(new Shelf(collection.weight, files));
            weights += collection.weight;
        }
    }

    private static List<Path> files(Path folder, String leftOut) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found =
                    all.filter(file -> isPicture(file, leftOut)).sorted().toList();
            double stride = Math.max(1, found.size() / (double) MOST_OF_A_COLLECTION);
            List<Path> kept = new ArrayList<>();
            for (double i = 0; i < found.size(); i += stride) {
                kept.add(found.get((int) i));
            }
            return kept;
        }
    }

    private static boolean isPicture(Path file, String leftOut) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file)
                && !Files.isSymbolicLink(file)
                && (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"))
                && (leftOut.isEmpty() || !name.contains(leftOut));
    }

    public int size() {
        return shelves.stream().mapToInt(shelf -> shelf.files.size()).sum();
    }

    /** A picture by chance; what can't be read is passed over. Transparent ground becomes a plain colour by chance. */
    BufferedImage draw(Random random) {
        while (true) {
            double at = random.nextDouble() * weights;
            int shelf = 0;
            while (shelf < shelves.size() - 1 && at >= shelves.get(shelf).weight) {
                at -= shelves.get(shelf).weight;
                shelf++;
            }
            List<Path> files = shelves.get(shelf).files;
            Path file = files.get(random.nextInt(files.size()));
            Color ground = new Color(random.nextInt(1 << 24));
            BufferedImage image = read.computeIfAbsent(file, PictureShelf::read);
            if (Math.min(image.getWidth(), image.getHeight()) >= 48) {
                return onGround(image, random.nextBoolean() ? Color.WHITE : ground);
            }
        }
    }

    private static BufferedImage read(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            return image == null ? new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB) : reduced(image);
        } catch (IOException | RuntimeException e) {
            return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        }
    }

    /** By halves, so that nothing is skipped. */
    private static BufferedImage reduced(BufferedImage image) {
        BufferedImage at = image;
        double excess = Math.max(image.getWidth(), image.getHeight()) / (double) LONGEST_SIDE;
        while (excess > 1) {
            double factor = Math.min(2, excess);
            int width = Math.max(1, (int) (at.getWidth() / factor));
            int height = Math.max(1, (int) (at.getHeight() / factor));
            at = drawn(at, width, height, null);
            excess /= factor;
        }
        return at;
    }

    private static BufferedImage onGround(BufferedImage image, Color ground) {
        return image.getColorModel().hasAlpha() ? drawn(image, image.getWidth(), image.getHeight(), ground) : image;
    }

    private static BufferedImage drawn(
            BufferedImage image, int width, int height, @org.jspecify.annotations.Nullable Color ground) {
        boolean alpha = image.getColorModel().hasAlpha() && ground == null;
        BufferedImage out =
                new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = out.createGraphics();
        if (ground != null) {
            graphics.setColor(ground);
            graphics.fillRect(0, 0, width, height);
        }
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return out;
    }
}

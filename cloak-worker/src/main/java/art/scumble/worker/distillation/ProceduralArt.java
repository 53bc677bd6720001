package art.scumble.worker.distillation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Line art, flat shapes, hatchings and clouds, drawn by chance, so that a student knows what no photograph shows. */
final class ProceduralArt {
    private static final int SIDE = 320;

    private final Random random;

    private ProceduralArt(Random random) {
        this.random = random;
    }

    /** A picture of 320 × 320 pixels. */
    static BufferedImage draw(Random random) {
        return new ProceduralArt(random).draw();
    }

    private BufferedImage draw() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(random.nextInt(3) == 0 ? colour() : Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        switch (random.nextInt(4)) {
            case 0 -> strokes(graphics, Color.BLACK);
            case 1 -> shapes(graphics);
            case 2 -> hatching(graphics);
            default -> clouds(image);
        }
        if (random.nextInt(3) == 0) {
            strokes(graphics, colour());
        }
        graphics.dispose();
        return image;
    }

    private Color colour() {
        return new Color(random.nextInt(1 << 24));
    }

    private double place() {
        return random.nextDouble() * SIDE;
    }

    private void strokes(Graphics2D graphics, Color ink) {
        graphics.setColor(ink);
        int count = 10 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            graphics.setStroke(new BasicStroke(0.7f + 4 * random.nextFloat() * random.nextFloat()));
            graphics.draw(
                    new CubicCurve2D.Double(place(), place(), place(), place(), place(), place(), place(), place()));
        }
    }

    private void shapes(Graphics2D graphics) {
        int count = 5 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            graphics.setColor(colour());
            if (random.nextBoolean()) {
                graphics.fill(new Ellipse2D.Double(place() - 40, place() - 40, place() / 2, place() / 2));
            } else {
                Polygon polygon = new Polygon();
                for (int corner = 0; corner < 3 + random.nextInt(4); corner++) {
                    polygon.addPoint((int) place(), (int) place());
                }
                graphics.fill(polygon);
            }
        }
    }

    private void hatching(Graphics2D graphics) {
        int patches = 3 + random.nextInt(12);
        for (int patch = 0; patch < patches; patch++) {
            graphics.setColor(random.nextBoolean() ? Color.BLACK : colour());
            graphics.setStroke(new BasicStroke(0.6f + 2 * random.nextFloat()));
            graphics.setClip(new Ellipse2D.Double(place() - 60, place() - 60, 60 + place(), 60 + place()));
            double angle = random.nextDouble() * Math.PI;
            double gap = 2 + 8 * random.nextDouble();
            for (double at = -SIDE; at < SIDE; at += gap) {
                double x = SIDE / 2.0 + at * Math.sin(angle);
                double y = SIDE / 2.0 - at * Math.cos(angle);
                double dx = SIDE * Math.cos(angle);
                double dy = SIDE * Math.sin(angle);
                graphics.drawLine((int) (x - dx), (int) (y - dy), (int) (x + dx), (int) (y + dy));
            }
        }
        graphics.setClip(null);
    }

    /** Sums of smooth noise at doubling frequencies, mixed from two colours. */
    private void clouds(BufferedImage image) {
        double[] sum = new double[SIDE * SIDE];
        double roughness = 0.3 + 0.6 * random.nextDouble();
        double strength = 1;
        for (int cells = 2 + random.nextInt(4); cells < SIDE / 2; cells *= 2) {
            double[] grid =
                    random.doubles((long) (cells + 2) * (cells + 2), -1, 1).toArray();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += strength * bilinear(grid, cells, i % SIDE, i / SIDE);
            }
            strength *= roughness;
        }
        Color low = colour();
        Color high = colour();
        for (int i = 0; i < sum.length; i++) {
            double part = 1 / (1 + Math.exp(-3 * sum[i]));
            int rgb = mixed(low.getRed(), high.getRed(), part) << 16
                    | mixed(low.getGreen(), high.getGreen(), part) << 8
                    | mixed(low.getBlue(), high.getBlue(), part);
            image.setRGB(i % SIDE, i / SIDE, rgb);
        }
    }

    private static int mixed(int low, int high, double part) {
        return (int) Math.round(low + part * (high - low));
    }

    private static double bilinear(double[] grid, int cells, int x, int y) {
        double u = x * (double) cells / SIDE;
        double v = y * (double) cells / SIDE;
        int column = (int) u;
        int row = (int) v;
        int i = row * (cells + 2) + column;
        double du = u - column;
        double dv = v - row;
        return (1 - dv) * ((1 - du) * grid[i] + du * grid[i + 1])
                + dv * ((1 - du) * grid[i + cells + 2] + du * grid[i + cells + 3]);
    }
}

package art.scumble.evaluation.mimic;

import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.encoder.RgbImage;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** What mimics paint: a landscape and a still life, smooth and plain, so that all style comes from the mimic. */
public final class Contents {
    /** Side of a content, in pixels. */
    public static final int SIDE = 224;

    private static final Color SKY = new Color(150, 185, 220);
    private static final Color HAZE = new Color(230, 225, 205);
    private static final Color FAR = new Color(110, 130, 130);
    private static final Color NEAR = new Color(95, 120, 70);
    private static final Color SUN = new Color(250, 235, 180);
    private static final Color WALL = new Color(170, 150, 135);
    private static final Color TABLE = new Color(105, 75, 55);
    private static final Color FRUIT = new Color(200, 70, 45);
    private static final Color SHADE = new Color(70, 25, 25);
    private static final Color VASE = new Color(60, 95, 125);

    private Contents() {}

    /** All of them. */
    public static List<RgbImage> all() {
        return List.of(landscape(), stillLife());
    }

    private static RgbImage landscape() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = smooth(image);
        graphics.setPaint(new GradientPaint(0, 0, SKY, 0, 130, HAZE));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setPaint(SUN);
        graphics.fill(new Ellipse2D.Double(150, 30, 34, 34));
        graphics.setPaint(new GradientPaint(0, 90, FAR, 0, 170, NEAR));
        graphics.fill(hill(120, 70, 150, 105));
        graphics.setPaint(new GradientPaint(0, 140, NEAR, 0, SIDE, SHADE));
        graphics.fill(hill(165, 190, 130, 175));
        graphics.dispose();
        return seen(image);
    }

    private static Path2D hill(double left, double first, double second, double right) {
        Path2D hill = new Path2D.Double(new CubicCurve2D.Double(0, left, 70, first, 150, second, SIDE, right));
        hill.lineTo(SIDE, SIDE);
        hill.lineTo(0, SIDE);
        hill.closePath();
        return hill;
    }

    private static RgbImage stillLife() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = smooth(image);
        graphics.setPaint(new GradientPaint(0, 0, WALL, SIDE, 100, HAZE));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setPaint(new GradientPaint(0, 140, TABLE, 0, SIDE, SHADE));
        graphics.fillRect(0, 145, SIDE, SIDE - 145);
        ball(graphics, 60, 165, 34, FRUIT);
        ball(graphics, 115, 180, 28, SUN);
        graphics.setPaint(new GradientPaint(135, 0, VASE, 195, 0, SHADE));
        graphics.fill(new Ellipse2D.Double(135, 80, 60, 95));
        graphics.fillRect(155, 50, 20, 40);
        graphics.dispose();
        return seen(image);
    }

    private static void ball(Graphics2D graphics, float x, float y, float radius, Color colour) {
        float[] places = {0, 1};
        graphics.setPaint(new RadialGradientPaint(
                x - radius / 3, y - radius / 3, 1.3f * radius, places, new Color[] {colour, SHADE}));
        graphics.fill(new Ellipse2D.Float(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return graphics;
    }

    private static RgbImage seen(BufferedImage image) {
        return Work.image(PlainPictures.of(image));
    }
}

package art.scumble.worker.cloaking;

import java.util.Arrays;

/**
 * CIEDE2000 of sRGB colours under D65.
 *
 * @see <a href="https://doi.org/10.1002/col.20070">Sharma, Wu, Dalal: The CIEDE2000 color-difference formula</a>
 */
public final class ColourDifference {
    /** Differences are taken on a regular grid of about this many pixels at most, to bound the time. */
    private static final int MOST_SAMPLES = 500_000;

    private static final double[] LINEAR = new double[256];
    private static final double POW25_7 = Math.pow(25, 7);
    /** Of a grey from the next one. */
    private static final double[] LEVEL = new double[256];

    static {
        for (int i = 0; i < 256; i++) {
            double v = i / 255.0;
            LINEAR[i] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        }
        for (int i = 0; i < 255; i++) {
            LEVEL[i] = of(grey(i), grey(i + 1));
        }
        LEVEL[255] = LEVEL[254];
    }

    private static double[] grey(int level) {
        byte value = (byte) level;
        return lab(new byte[] {value, value, value}, 0);
    }

    /** Of a level of 255 more of luma, where luma is so much, as it is of a grey. */
    static double ofALevel(float luma) {
        return LEVEL[Math.clamp(Math.round(luma), 0, 255)];
    }

    private ColourDifference() {}

    /**
     * Over the visible pixels of two pictures.
     *
     * @param mean of the differences
     * @param p95 their 95th percentile
     */
    public record Summary(double mean, double p95) {}

    /** Over two pictures of one size. */
    public static Summary between(Picture a, Picture b) {
        int pixels = a.width() * a.height();
        int stride = Math.max(1, (int) Math.ceil(Math.sqrt((double) pixels / MOST_SAMPLES)));
        double[] differences = new double[(a.width() / stride + 1) * (a.height() / stride + 1)];
        int count = 0;
        for (int y = 0; y < a.height(); y += stride) {
            for (int x = 0; x < a.width(); x += stride) {
                int pixel = y * a.width() + x;
                if (a.isVisible(pixel)) {
                    differences[count++] = same(a, b, pixel) ? 0 : of(lab(a.rgb(), pixel), lab(b.rgb(), pixel));
                }
            }
        }
        double[] seen = Arrays.copyOf(differences, count);
        Arrays.sort(seen);
        return count == 0
                ? new Summary(0, 0)
                : new Summary(Arrays.stream(seen).average().orElse(0), seen[(int) (0.95 * (count - 1))]);
    }

    private static boolean same(Picture a, Picture b, int pixel) {
        return Arrays.equals(a.rgb(), 3 * pixel, 3 * pixel + 3, b.rgb(), 3 * pixel, 3 * pixel + 3);
    }

    /** L*, a*, b* of a pixel. */
    private static double[] lab(byte[] rgb, int pixel) {
        double r = LINEAR[rgb[3 * pixel] & 0xFF];
        double g = LINEAR[rgb[3 * pixel + 1] & 0xFF];
        double b = LINEAR[rgb[3 * pixel + 2] & 0xFF];
        double x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
        double y = root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        double z = root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /** CIEDE2000 of two colours in L*a*b*, with all weights 1. */
    static double of(double[] lab1, double[] lab2) {
        double c1 = Math.hypot(lab1[1], lab1[2]);
        double c2 = Math.hypot(lab2[1], lab2[2]);
        double mean7 = Math.pow((c1 + c2) / 2, 7);
        double g = 1 + 0.5 * (1 - Math.sqrt(mean7 / (mean7 + POW25_7)));
        double a1 = g * lab1[1];
        double a2 = g * lab2[1];
        double chroma1 = Math.hypot(a1, lab1[2]);
        double chroma2 = Math.hypot(a2, lab2[2]);
        double hue1 = hue(a1, lab1[2]);
        double hue2 = hue(a2, lab2[2]);
        double hueStep = chroma1 * chroma2 == 0 ? 0 : wrap(hue2 - hue1);
        double dH = 2 * Math.sqrt(chroma1 * chroma2) * Math.sin(Math.toRadians(hueStep / 2));
        double hue = chroma1 * chroma2 == 0 ? hue1 + hue2 : meanHue(hue1, hue2);
        return combine(lab2[0] - lab1[0], chroma2 - chroma1, dH, (lab1[0] + lab2[0]) / 2, (chroma1 + chroma2) / 2, hue);
    }

    private static double combine(double dL, double dC, double dH, double light, double chroma, double hue) {
        double t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.20 * cos(4 * hue - 63);
        double square = (light - 50) * (light - 50);
        double l = dL / (1 + 0.015 * square / Math.sqrt(20 + square));
        double c = dC / (1 + 0.045 * chroma);
        double h = dH / (1 + 0.015 * chroma * t);
        double turn = (hue - 275) / 25;
        double chroma7 = Math.pow(chroma, 7);
        double rotation =
                -2 * Math.sqrt(chroma7 / (chroma7 + POW25_7)) * Math.sin(Math.toRadians(60 * Math.exp(-turn * turn)));
        return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
    }

    private static double hue(double a, double b) {
        double degrees = Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static double wrap(double degrees) {
        return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
    }

    private static double meanHue(double hue1, double hue2) {
        double sum = hue1 + hue2;
        if (Math.abs(hue1 - hue2) <= 180) {
            return sum / 2;
        }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}

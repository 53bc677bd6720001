package art.scumble.worker.cloaking;

import art.scumble.worker.encoder.RgbImage;

/** The control of every effect: the same perturbation, but not where it was searched for. */
public final class ShiftedControl {
    private static final int SHIFT_X = 97;
    private static final int SHIFT_Y = 61;

    private ShiftedControl() {}

    /** The source with its difference from the output moved right and down, round the edges. */
    public static RgbImage of(RgbImage source, RgbImage output) {
        int width = source.width();
        int height = source.height();
        float[] values = source.values().clone();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = 3 * (y * width + x);
                int to = 3 * ((y + SHIFT_Y) % height * width + (x + SHIFT_X) % width);
                for (int c = 0; c < 3; c++) {
                    float difference = output.values()[from + c] - source.values()[from + c];
                    values[to + c] = Math.clamp(values[to + c] + difference, 0f, 1f);
                }
            }
        }
        return new RgbImage(width, height, values);
    }
}

package art.scumble.worker.show;

import art.scumble.worker.encoder.RgbImage;

/** A part of a picture, in pixels. */
record Frame(int left, int top, int width, int height) {
    private static final int STRIDE = 4;

    /**
     * Where two renderings of a picture differ most.
     *
     * @param side of the frame at the picture's full size
     * @param width of the picture at full size
     * @param height of the picture at full size
     */
    static Frame ofGreatestDifference(RgbImage before, RgbImage after, int side, int width, int height) {
        double scale = (double) before.width() / width;
        int across = Math.clamp(Math.round(side * scale), 1, before.width());
        int down = Math.clamp(Math.round(side * scale), 1, before.height());
        double[][] sums = sums(before, after);
        double most = -1;
        int bestX = 0;
        int bestY = 0;
        for (int y = 0; y + down <= before.height(); y += STRIDE) {
            for (int x = 0; x + across <= before.width(); x += STRIDE) {
                double sum = sums[y + down][x + across] - sums[y][x + across] - sums[y + down][x] + sums[y][x];
                if (sum > most) {
                    most = sum;
                    bestX = x;
                    bestY = y;
                }
            }
        }
        int ownWidth = Math.min(side, width);
        int ownHeight = Math.min(side, height);
        return new Frame(
                Math.clamp(Math.round(bestX / scale), 0, width - ownWidth),
                Math.clamp(Math.round(bestY / scale), 0, height - ownHeight),
                ownWidth,
                ownHeight);
    }

    /** Of the differences above and to the left of each pixel. */
    private static double[][] sums(RgbImage before, RgbImage after) {
        double[][] sums = new double[before.height() + 1][before.width() + 1];
        for (int y = 0; y < before.height(); y++) {
            for (int x = 0; x < before.width(); x++) {
                double difference = 0;
                for (int c = 0; c < 3; c++) {
                    int at = 3 * (y * before.width() + x) + c;
                    difference += Math.abs(after.values()[at] - before.values()[at]);
                }
                sums[y + 1][x + 1] = difference + sums[y][x + 1] + sums[y + 1][x] - sums[y][x];
            }
        }
        return sums;
    }
}

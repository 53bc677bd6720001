package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;

/** A TAE decoder as plain loops. */
record PlainTaeDecoder(Weights weights) {
    PlainMap decode(PlainMap latents) {
        PlainMap x = latents.each(value -> 3 * Math.tanh(value / 3))
                .convolve(weights, "1")
                .each(PlainTaeDecoder::relu);
        for (int stage = 0; stage < 3; stage++) {
            for (int block = 3 + 5 * stage; block <= 5 + 5 * stage; block++) {
                x = block(x, block);
            }
            x = doubled(x).convolve(weights, Integer.toString(7 + 5 * stage));
        }
        return block(x, 18).convolve(weights, "19");
    }

    private PlainMap block(PlainMap in, int index) {
        PlainMap x = in;
        if (weights.has(index + ".pool.0.weight")) {
            PlainMap wide = x.convolve(weights, index + ".pool.0")
                    .normalise(weights, index + ".pool.1", TaeArchitecture.POOL_GROUPS, 1e-5);
            x = x.plus(wide.each(PlainTaeDecoder::relu).convolve(weights, index + ".pool.3"));
        }
        PlainMap y = x.convolve(weights, index + ".conv.0").each(PlainTaeDecoder::relu);
        y = y.convolve(weights, index + ".conv.2").each(PlainTaeDecoder::relu);
        return y.convolve(weights, index + ".conv.4").plus(x).each(PlainTaeDecoder::relu);
    }

    private static PlainMap doubled(PlainMap x) {
        double[] values = new double[4 * x.values().length];
        int width = 2 * x.width();
        for (int i = 0; i < values.length; i++) {
            int c = i / (4 * x.area());
            int row = i / width % (2 * x.height());
            values[i] = x.at(c, row / 2, i % width / 2);
        }
        return new PlainMap(x.channels(), 2 * x.height(), width, values);
    }

    private static double relu(double value) {
        return Math.max(0, value);
    }
}

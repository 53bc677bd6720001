package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.List;

/** A TAE encoder as plain loops. */
record PlainTae(Weights weights) implements PlainEncoder {
    @Override
    public List<double[][]> statistics(RgbImage image) {
        PlainMap x = block(PlainMap.of(image, value -> value).convolve(weights, "0"), 1);
        List<double[][]> layers = new ArrayList<>();
        for (int stage = 0; stage < 3; stage++) {
            x = x.convolve(weights, Integer.toString(2 + 4 * stage), 2, 1, (x.height() + 1) / 2, (x.width() + 1) / 2);
            for (int block = 3 + 4 * stage; block <= 5 + 4 * stage; block++) {
                x = block(x, block);
            }
            layers.add(x.statistics());
        }
        layers.add(x.convolve(weights, "14").statistics());
        return layers;
    }

    private PlainMap block(PlainMap in, int index) {
        PlainMap x = in;
        if (weights.has(index + ".pool.0.weight")) {
            PlainMap wide = x.convolve(weights, index + ".pool.0")
                    .normalise(weights, index + ".pool.1", TaeArchitecture.POOL_GROUPS, 1e-5);
            x = x.plus(wide.each(PlainTae::relu).convolve(weights, index + ".pool.3"));
        }
        PlainMap y = x.convolve(weights, index + ".conv.0").each(PlainTae::relu);
        y = y.convolve(weights, index + ".conv.2").each(PlainTae::relu);
        return y.convolve(weights, index + ".conv.4").plus(x).each(PlainTae::relu);
    }

    private static double relu(double value) {
        return Math.max(0, value);
    }
}

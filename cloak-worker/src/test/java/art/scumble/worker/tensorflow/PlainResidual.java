package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.List;

/** A residual network as plain loops. */
record PlainResidual(Weights weights) implements PlainEncoder {
    @Override
    public List<double[][]> statistics(RgbImage image) {
        PlainMap x = PlainMap.of(image, value -> 2 * value - 1);
        List<double[][]> layers = new ArrayList<>();
        for (int stage = 0; weights.has("stage." + stage + ".halve.weight"); stage++) {
            String name = "stage." + stage;
            x = x.convolve(weights, name + ".halve", 2, 1, (x.height() + 1) / 2, (x.width() + 1) / 2)
                    .each(PlainResidual::relu);
            for (int block = 0; weights.has(name + ".block." + block + ".first.weight"); block++) {
                PlainMap y =
                        x.convolve(weights, name + ".block." + block + ".first").each(PlainResidual::relu);
                x = y.convolve(weights, name + ".block." + block + ".second")
                        .plus(x)
                        .each(PlainResidual::relu);
            }
            layers.add(x.statistics());
        }
        return layers;
    }

    private static double relu(double value) {
        return Math.max(0, value);
    }
}

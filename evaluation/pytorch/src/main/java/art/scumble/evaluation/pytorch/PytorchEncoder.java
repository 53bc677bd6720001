package art.scumble.evaluation.pytorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import art.scumble.contract.Objective;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayList;
import java.util.List;

/** A TAE encoder of PyTorch's operations, with the objective of the search. For one thread at a time. */
final class PytorchEncoder implements Encoder {
    private static final int[] PIXELS = {1};
    private static final float VARIANCE_EPSILON = 1e-6f;
    private static final float GAIN_EPSILON = 1e-6f;

    private final Identity identity;
    private final TaeArchitecture architecture;
    private final NDManager memory;
    private final TaeLayers layers;

    PytorchEncoder(Weights weights, TaeArchitecture architecture, int threads) {
        this.identity = new Identity(Pytorch.ENGINE, weights.sha256(), "fp32", threads);
        this.architecture = architecture;
        this.memory = NDManager.newBaseManager(Device.cpu(), Pytorch.ENGINE);
        this.layers = new TaeLayers(memory, weights, architecture);
    }

    @Override
    public List<Member> members() {
        return List.of(new Member(identity, 1, architecture.layers().size(), Objective.AWAY));
    }

    @Override
    public StageStatistics statistics(RgbImage image) {
        try (NDManager pass = memory.newSubManager()) {
            List<StageStatistics.Layer> all = new ArrayList<>();
            NDList seen = layers.of(planes(image(pass, image)));
            for (int l = 0; l < seen.size(); l++) {
                NDArray layer = byChannel(seen.get(l));
                NDArray mean = layer.mean(PIXELS, true);
                NDArray deviation = layer.sub(mean)
                        .square()
                        .mean(PIXELS)
                        .add(VARIANCE_EPSILON)
                        .sqrt();
                all.add(new StageStatistics.Layer(
                        architecture.layers().get(l), mean.toFloatArray(), deviation.toFloatArray()));
            }
            return new StageStatistics(all);
        }
    }

    @Override
    public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
        try (NDManager pass = memory.newSubManager();
                GradientCollector collector = Engine.getEngine(Pytorch.ENGINE).newGradientCollector()) {
            NDArray values = image(pass, image);
            values.setRequiresGradient(true);
            NDArray objective = objective(pass, layers.of(planes(values)), aim, way);
            collector.backward(objective);
            return new Gradient(
                    objective.toFloatArray()[0], values.getGradient().toFloatArray());
        }
    }

    /** As the search's graph has it: mean over the layers of (1 − pull) · log(a ÷ way + ε) − pull · log(b ÷ way + ε). */
    private static NDArray objective(NDManager pass, NDList seen, Aim aim, double[] way) {
        NDList gains = new NDList();
        for (int l = 0; l < seen.size(); l++) {
            StageStatistics.Layer own = aim.own().layers().get(l);
            StageStatistics.Layer goal = aim.goal().layers().get(l);
            NDArray ownMean = pass.create(own.mean());
            NDArray moved = byChannel(seen.get(l)).sub(ownMean.reshape(-1, 1));
            NDArray mean = moved.mean(PIXELS);
            NDArray deviation = moved.square()
                    .mean(PIXELS)
                    .sub(mean.square())
                    .add(VARIANCE_EPSILON)
                    .sqrt();
            NDArray goalMean = pass.create(goal.mean()).sub(ownMean);
            NDArray away = gain(mean.square(), deviation.sub(pass.create(own.deviation())), way[l]);
            NDArray towards = gain(mean.sub(goalMean).square(), deviation.sub(pass.create(goal.deviation())), way[l]);
            gains.add(away.sub(away.add(towards).mul((float) aim.pull()[l])));
        }
        NDArray sum = gains.get(0);
        for (int l = 1; l < gains.size(); l++) {
            sum = sum.add(gains.get(l));
        }
        return sum.div((float) gains.size());
    }

    private static NDArray gain(NDArray squareOfMeans, NDArray deviations, double way) {
        return squareOfMeans
                .add(deviations.square())
                .mean()
                .div((float) way)
                .add(GAIN_EPSILON)
                .log();
    }

    private static NDArray image(NDManager pass, RgbImage image) {
        return pass.create(image.values(), new Shape(1, image.height(), image.width(), 3));
    }

    /** A plane for each colour, as PyTorch's convolutions take them. */
    private static NDArray planes(NDArray pixels) {
        return pixels.transpose(0, 3, 1, 2);
    }

    /** A row of pixels for each channel, since this engine takes means over one axis only. */
    private static NDArray byChannel(NDArray layer) {
        return layer.reshape(layer.getShape().get(1), -1);
    }

    @Override
    public void close() {
        memory.close();
    }
}

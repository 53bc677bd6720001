package art.scumble.evaluation.pytorch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import art.scumble.evaluation.speed.OtherEngine;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;

/** DJL's PyTorch engine, computing on the processor. */
public final class Pytorch implements OtherEngine {
    static final String ENGINE = "PyTorch";

    /** For the class path's list of engines. */
    public Pytorch() {}

    @Override
    public String name() {
        return "PyTorch " + Engine.getEngine(ENGINE).getVersion();
    }

    @Override
    public Encoder open(Weights weights, TaeArchitecture architecture, int threads) {
        Engine.getEngine(ENGINE);
        JniUtils.setNumThreads(threads);
        return new PytorchEncoder(weights, architecture, threads);
    }
}

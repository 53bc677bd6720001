package art.scumble.evaluation.speed;

import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;

/** Another engine that can do the search's work, to hold ours against. One is found if it is on the class path. */
public interface OtherEngine {
    /** What it is called. */
    String name();

    /**
     * A TAE encoder on it, in fp32.
     *
     * @param threads for one computation, at least 1
     */
    Encoder open(Weights weights, TaeArchitecture architecture, int threads);
}

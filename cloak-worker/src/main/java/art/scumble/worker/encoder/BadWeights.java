package art.scumble.worker.encoder;

import java.io.IOException;
import java.nio.file.Path;

/** A file of weights that can't be used, with the reason in one sentence. */
public final class BadWeights extends IOException {
    private static final long serialVersionUID = 1L;

    public BadWeights(Path file, String reason) {
        super(file + " can't be used as weights: " + reason + ".");
    }
}

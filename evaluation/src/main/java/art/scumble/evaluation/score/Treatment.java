package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.Damage;
import art.scumble.evaluation.remover.Remover;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.tensorflow.Autoencoder;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What happens to a picture before a network sees it.
 *
 * @param label in figures
 * @param mimicked whether mimics learn from it as well, which takes long
 */
record Treatment(String label, boolean mimicked, UnaryOperator<RgbImage> operation) {
    private static final Set<Damage> MIMICKED =
            Set.of(Damage.PLAIN, Damage.HALF, Damage.AUTOENCODER, Damage.AUTOENCODER3);

    static Treatment of(Damage damage, Autoencoder autoencoder) {
        return new Treatment(damage.label(), MIMICKED.contains(damage), image -> damage.of(image, autoencoder));
    }

    static Treatment of(Remover remover) {
        return new Treatment("remover", true, remover::removed);
    }

    boolean isPlain() {
        return label.equals(Damage.PLAIN.label());
    }
}

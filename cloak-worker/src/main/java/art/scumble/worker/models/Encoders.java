package art.scumble.worker.models;

import art.scumble.contract.Objective;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.EnsembleEncoder;
import art.scumble.worker.encoder.PaddedEncoder;
import art.scumble.worker.tensorflow.EncoderLoader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Opens encoders of a shelf. */
public final class Encoders {
    /** Both students that are built in, as {@link EncoderChoice#all} reads them. */
    public static final String BUILT_IN = ModelShelf.FAITHFUL + "," + ModelShelf.ROBUST;

    private Encoders() {}

    /** Where encoders come from. */
    public interface Source {
        /**
         * Opens one, with a single member.
         *
         * @throws IOException with one sentence that says what is missing
         */
        Encoder open(String name) throws IOException;
    }

    /**
     * The encoders that were chosen, as one. If none was: the first of the directory by name, or else those that are
     * built in.
     *
     * @param chosen as {@link EncoderChoice#all} reads it; blank for none
     * @param threads for one computation, at least 1
     * @throws IOException with one sentence that says what is missing
     */
    public static Encoder open(ModelShelf shelf, String chosen, int threads) throws IOException {
        String names = chosen.isBlank() ? shelf.here().stream().findFirst().orElse(BUILT_IN) : chosen;
        return open(names, name -> load(shelf, name, threads));
    }

    /**
     * The encoders of any source that were chosen, as one.
     *
     * @param chosen as {@link EncoderChoice#all} reads it
     * @throws IOException with one sentence that says what is missing
     */
    public static Encoder open(String chosen, Source source) throws IOException {
        List<EnsembleEncoder.Part> parts = new ArrayList<>();
        for (EncoderChoice choice : choices(chosen)) {
            parts.add(new EnsembleEncoder.Part(source.open(choice.name()), choice.weight(), choice.objective()));
        }
        EnsembleEncoder.Part first = parts.getFirst();
        return parts.size() == 1 && first.objective() == Objective.AWAY ? first.encoder() : new EnsembleEncoder(parts);
    }

    private static List<EncoderChoice> choices(String words) throws IOException {
        try {
            return EncoderChoice.all(words);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Encoder load(ModelShelf shelf, String name, int threads) throws IOException {
        return new PaddedEncoder(EncoderLoader.load(name, shelf.place(name), shelf.weights(name), threads));
    }
}

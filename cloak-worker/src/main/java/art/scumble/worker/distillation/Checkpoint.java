package art.scumble.worker.distillation;

import art.scumble.worker.encoder.Weights;
import art.scumble.worker.encoder.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is on disk of a training: the state to go on from, the student as it is, and a log. The student is written before
 * the state, so that after a crash in between the chapter is learnt again.
 *
 * @param folder where they are
 */
record Checkpoint(Path folder) {
    private static final String STUDENT = "student_encoder.safetensors";
    private static final String STATE = "state.safetensors";
    private static final String POSITION = "chapters-and-steps";

    /**
     * Where a training stands.
     *
     * @param chapters done
     * @param steps made in them
     * @param state of the trainer
     */
    record Position(int chapters, long steps, Weights state) {}

    Path file() {
        return folder.resolve(STUDENT);
    }

    /** Empty if nothing was saved. */
    Optional<Position> last() throws IOException {
        Path file = folder.resolve(STATE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Weights state = Weights.read(file);
        float[] position = state.tensor(POSITION).values();
        return Optional.of(new Position((int) position[0], (long) position[1], state));
    }

    void save(int chapters, long steps, Map<String, Weights.Tensor> state, Map<String, Weights.Tensor> weights)
            throws IOException {
        Map<String, Weights.Tensor> all = new LinkedHashMap<>(state);
        all.put(POSITION, new Weights.Tensor(List.of(2), new float[] {chapters, steps}));
        keep(weights);
        WeightsFile.write(folder.resolve(STATE), all, WeightsFile.Type.F32);
    }

    /** The student alone: what the next chapter's attacks are searched on, whatever an interruption left there. */
    void keep(Map<String, Weights.Tensor> weights) throws IOException {
        WeightsFile.write(file(), weights, WeightsFile.Type.F16);
    }

    void log(String line) throws IOException {
        Files.writeString(folder.resolve("log.tsv"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

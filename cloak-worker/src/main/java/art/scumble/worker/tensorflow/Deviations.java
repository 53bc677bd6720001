package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.TaeArchitecture;
import java.util.List;

/**
 * The standard deviations of a teacher's channels: the unit in which a student's errors are counted.
 *
 * @param parts of each part's channels, from the first one
 */
public record Deviations(List<float[]> parts) {
    List<float[]> layers() {
        return TaeArchitecture.LAYERS.stream().map(parts::get).toList();
    }
}

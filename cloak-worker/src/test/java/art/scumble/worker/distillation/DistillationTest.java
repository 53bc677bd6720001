package art.scumble.worker.distillation;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.cloaking.PerturbationSearch;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RandomImages;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.EncoderLoader;
import art.scumble.worker.tensorflow.StudentTrainer.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillationTest {
    private static final TaeArchitecture STUDENT = new TaeArchitecture(List.of(4, 6, 8, 8), 4, 8);

    private static final Map<Phase, Integer> PHASES =
            Map.of(Phase.PARTS, 1, Phase.BACK, 1, Phase.FRONT, 1, Phase.ALL, 1);

    @TempDir
    private Path folder;

    private Path teacher;
    private PictureShelf shelf;
    private List<Picture> heldOut;

    @BeforeEach
    void gather() throws IOException {
        teacher = folder.resolve("teacher_encoder.safetensors");
        RandomWeights.write(teacher, new TaeArchitecture(List.of(8, 8, 8, 8), 4, 8), 1);
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < 3; i++) {
            ImageIO.write(
                    ProceduralArt.draw(new Random(i)),
                    "png",
                    pictures.resolve(i + ".png").toFile());
        }
        Files.writeString(pictures.resolve("broken.png"), "no picture");
        shelf = new PictureShelf(List.of(new PictureShelf.Collection(1, pictures)), "2");
        heldOut = List.of(PlainPictures.read(pictures.resolve("2.png")));
    }

    @Test
    void learnsFromItsTeacher() throws IOException {
        // Given
        Recipe longer = new Recipe(STUDENT, 5, 32, Map.of(Phase.ALL, 9), 0, false, 24, 12, 4, 1e-2, false);
        // When
        List<String> log = train("longer", longer, Optional.empty(), 4);
        // Then
        assertThat(latentError(log.getLast())).isLessThan(0.8 * latentError(log.getFirst()));
    }

    @Test
    void comesToTheSameStudentAfterAnInterruption() throws IOException {
        // Given
        assertThat(shelf.size()).isEqualTo(3);
        // When
        train("whole", PHASES.size());
        train("parts", PHASES.size() - 1);
        // As if it had been killed between the next chapter's student and its state.
        Files.copy(student("whole"), student("parts"), StandardCopyOption.REPLACE_EXISTING);
        train("parts", PHASES.size());
        // Then
        assertThat(Files.readAllBytes(student("parts"))).isEqualTo(Files.readAllBytes(student("whole")));
    }

    @Test
    void trainsOnAnEarlierStudent() throws IOException {
        // Given
        Recipe longer = new Recipe(STUDENT, 5, 32, Map.of(Phase.ALL, 3), 0, false, 24, 12, 4, 1e-2, false);
        List<String> first = train("first", longer, Optional.empty(), 1);
        // When
        List<String> second = train("second", longer, Optional.of(student("first")), 1);
        // Then
        assertThat(latentError(second.getFirst())).isLessThan(0.8 * latentError(first.getFirst()));
    }

    @Test
    void aRobustOneIsMovedLessByTheSameSearch() throws IOException {
        // Given
        Recipe faithful = new Recipe(STUDENT, 5, 32, Map.of(Phase.ALL, 6), 0, false, 24, 12, 4, 1e-2, false);
        train("faithful", faithful, Optional.empty(), 4);
        // When
        for (boolean robust : new boolean[] {false, true}) {
            Recipe more = new Recipe(STUDENT, 5, 32, Map.of(Phase.ALL, 3), 3, robust, 24, 12, 4, 1e-2, false);
            train(robust ? "robust" : "plain", more, Optional.of(student("faithful")), 3);
        }
        // Then
        assertThat(moved("robust")).isLessThan(0.9 * moved("plain"));
    }

    /** How far a search of four steps moves its latents' statistics, as a part of the way to another picture's. */
    private double moved(String name) throws IOException {
        Path file = student(name);
        try (Encoder encoder = EncoderLoader.load(name, Weights.read(file), STUDENT, false, 1)) {
            RgbImage image = RandomImages.of(64, 64, 1);
            StageStatistics own = encoder.statistics(image);
            double[] way = own.squaredDistance(encoder.statistics(RandomImages.of(64, 64, 2)));
            float[] budget = new float[64 * 64];
            Arrays.fill(budget, 8 / 255f);
            float[] change = new PerturbationSearch(encoder, 4).run(image, Aim.away(own), way, budget, 1, 3);
            double[] moved = own.squaredDistance(encoder.statistics(PerturbationSearch.changed(image, change)));
            return Math.sqrt(moved[3] / way[3]);
        }
    }

    private Path student(String name) {
        return folder.resolve(name).resolve("student_encoder.safetensors");
    }

    /** The mean error of the latents, the last of the fifth column. */
    private static double latentError(String line) {
        return Double.parseDouble(line.split("\t", -1)[4].split(" ", -1)[3]);
    }

    /** A chapter of each phase, up to one of them. */
    private void train(String name, int until) throws IOException {
        train(name, new Recipe(STUDENT, 5, 32, PHASES, 1, false, 8, 2, 4, 5e-3, false), Optional.empty(), until);
    }

    private List<String> train(String name, Recipe recipe, Optional<Path> from, int until) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Path out = folder.resolve(name);
        try (Distillation distillation = new Distillation(recipe, teacher, shelf, heldOut, from, out, 1)) {
            distillation.run(new PrintStream(said, true, StandardCharsets.UTF_8), until);
        }
        return Arrays.asList(said.toString(StandardCharsets.UTF_8).split("\n", -1)).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }
}

package art.scumble.worker.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.distillation.PictureShelf;
import art.scumble.worker.distillation.ProceduralArt;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.ResidualArchitecture;
import art.scumble.worker.encoder.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurrogateTrainingTest {
    private static final ResidualArchitecture NETWORK = new ResidualArchitecture(List.of(4, 6, 8), List.of(1, 1, 0));

    @TempDir
    private Path folder;

    private PictureShelf shelf;
    private List<Picture> heldOut;

    @BeforeEach
    void gather() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int i = 0; i < 9; i++) {
            ImageIO.write(
                    ProceduralArt.draw(new Random(i)),
                    "png",
                    pictures.resolve(i + ".png").toFile());
        }
        shelf = new PictureShelf(List.of(new PictureShelf.Collection(1, pictures)), "8");
        heldOut = List.of(PlainPictures.read(pictures.resolve("8.png")));
    }

    @Test
    void learnsWhichViewsAreOfOnePicture() throws IOException {
        // Given
        SurrogateRecipe recipe = new SurrogateRecipe(NETWORK, 3, 32, 7, 0, 40, 6, 1e-2, 0.2, false);
        // When
        List<String> log = train("learns", recipe, 7);
        // Then
        assertThat(loss(log.get(6))).isLessThan(0.8 * loss(log.get(0)));
    }

    @Test
    void comesToTheSameNetworkAfterAnInterruption() throws IOException {
        // Given
        SurrogateRecipe recipe = new SurrogateRecipe(NETWORK, 5, 32, 4, 2, 2, 4, 5e-3, 0.2, false);
        // When
        train("whole", recipe, 4);
        train("parts", recipe, 2);
        byte[] halfWay = Files.readAllBytes(network("parts"));
        train("parts", recipe, 4);
        // Then
        assertThat(Files.readAllBytes(network("parts")))
                .isEqualTo(Files.readAllBytes(network("whole")))
                .isNotEqualTo(halfWay);
    }

    @Test
    void leavesANetworkThatCanBeSearchedOn() throws IOException {
        // Given
        SurrogateRecipe recipe = new SurrogateRecipe(NETWORK, 5, 32, 1, 0, 2, 4, 5e-3, 0.2, false);
        // When
        train("one", recipe, 1);
        // Then
        Weights weights = Weights.read(network("one"));
        assertThat(Architecture.of(network("one"), weights)).isEqualTo(NETWORK);
        assertThat(weights.has("head.0.weight")).isFalse();
    }

    private Path network(String name) {
        return folder.resolve(name).resolve("surrogate_encoder.safetensors");
    }

    private static double loss(String line) {
        return Double.parseDouble(line.split("\t", -1)[4]);
    }

    private List<String> train(String name, SurrogateRecipe recipe, int until) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new SurrogateTraining(recipe, shelf, heldOut, folder.resolve(name), 1)
                .run(new PrintStream(said, true, StandardCharsets.UTF_8), until);
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .toList();
    }
}

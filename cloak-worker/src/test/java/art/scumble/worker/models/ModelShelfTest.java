package art.scumble.worker.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.BadWeights;
import art.scumble.worker.encoder.ClipArchitecture;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelShelfTest {
    @TempDir
    private Path folder;

    private Path weights;
    private Path directory;
    private ModelShelf shelf;

    @BeforeEach
    void offerAFile() throws IOException {
        directory = folder.resolve("models");
        shelf = new ModelShelf(directory);
        weights = folder.resolve("My Encoder.safetensors");
        RandomWeights.write(weights, RandomWeights.TINY_TAE, 1);
    }

    @Test
    void addsAFileByWhatItIsAndKnowsItAgain() throws IOException {
        // Given
        Path clip = folder.resolve("tower.safetensors");
        RandomWeights.write(clip, new ClipArchitecture(12, 56, 2, 20, 1, true), 1);
        // When
        shelf.add(weights, "tiny", "SDXL", "MIT", Optional.empty());
        shelf.add(clip, "tower", "none", "MIT", Optional.empty());
        // Then
        assertThat(shelf.here()).containsExactly("tiny", "tower");
        assertThat(shelf.all())
                .filteredOn(model -> model.place() == Model.Place.HERE)
                .extracting(Model::name, Model::architecture, Model::latents)
                .containsExactly(
                        tuple("tiny", "TAE encoder, 4 latent channels", "SDXL"),
                        tuple("tower", "CLIP vision transformer, patches of 56, width 12", "none"));
        assertThat(shelf.weights("tiny").sha256())
                .isEqualTo(Weights.read(weights).sha256());
    }

    @Test
    void listsWhatIsToBeHadAndWhatIsBuiltIn() throws IOException {
        assertThat(shelf.all())
                .extracting(Model::name, Model::place)
                .contains(tuple("taef2", Model.Place.UPSTREAM), tuple("scumble-s", Model.Place.BUILT_IN));
    }

    @ParameterizedTest
    @ValueSource(strings = {ModelShelf.FAITHFUL, ModelShelf.ROBUST})
    void hasTheEncodersThatItsRecordsName(String name) throws IOException {
        // When
        Weights builtIn = shelf.weights(name);
        // Then
        KnownModel known = KnownModel.named(name).orElseThrow();
        assertThat(builtIn.sha256().hex()).isEqualTo(known.sha256());
        assertThat(Architecture.of(Path.of(name), builtIn).family()).isEqualTo(known.architecture());
        assertThat(known.bytes()).isLessThan(2_000_000);
    }

    @Test
    void doesNotUseAFileThatWasChangedSinceItWasAdded() throws IOException {
        // Given
        shelf.add(weights, "tiny", "SDXL", "MIT", Optional.empty());
        // When
        RandomWeights.write(directory.resolve("tiny_encoder.safetensors"), RandomWeights.TINY_TAE, 2);
        // Then
        assertThatThrownBy(() -> shelf.weights("tiny"))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("on record");
    }

    private enum Damage {
        TRUNCATED,
        HEADER_TOO_LONG,
        OVERLAPPING,
        ANOTHER_KIND,
        NOT_A_NUMBER;

        byte[] of(byte[] file) {
            String text = new String(file, StandardCharsets.ISO_8859_1);
            return switch (this) {
                case TRUNCATED -> Arrays.copyOf(file, file.length - 100);
                case HEADER_TOO_LONG -> {
                    byte[] damaged = file.clone();
                    damaged[6] = 1;
                    yield damaged;
                }
                case OVERLAPPING -> bytes(text.replaceFirst("\\[0,432\\]", "[4,436]"));
                case ANOTHER_KIND -> bytes(text.replaceFirst("\"14\\.weight\"", "\"15.weight\""));
                case NOT_A_NUMBER -> {
                    byte[] damaged = file.clone();
                    Arrays.fill(damaged, file.length - 4, file.length, (byte) 0xFF);
                    yield damaged;
                }
            };
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void refusesADamagedFileInOneSentenceAndInstallsNothing(Damage damage) throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(weights);
        byte[] damaged = damage.of(whole);
        assertThat(damaged).isNotEqualTo(whole);
        Files.write(weights, damaged);
        // When
        // Then
        assertThatThrownBy(() -> shelf.add(weights, "tiny", "SDXL", "MIT", Optional.empty()))
                .isInstanceOf(BadWeights.class)
                .hasMessageMatching("[^\\n]+\\.");
        assertThat(directory).doesNotExist();
    }

    @Test
    void refusesAFileOfAnotherHashOrASillyName() throws IOException {
        assertThatThrownBy(() -> shelf.add(weights, "tiny", "SDXL", "MIT", Optional.of("ab".repeat(32))))
                .isInstanceOf(BadWeights.class)
                .hasMessageContaining("and not abab");
        assertThatThrownBy(() -> shelf.add(weights, "../tiny", "SDXL", "MIT", Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lower-case");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList()).isEqualTo(List.of(weights));
        }
    }

    @Test
    void suggestsANameByTheFiles() {
        assertThat(ModelShelf.suggested(Path.of("My Encoder.safetensors"))).isEqualTo("my-encoder");
        assertThat(ModelShelf.suggested(Path.of("taesd_encoder.safetensors"))).isEqualTo("taesd");
    }
}

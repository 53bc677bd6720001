package art.scumble.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.evaluation.picture.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresFileTest {
    @TempDir
    private Path folder;

    @Test
    void goesOnBehindALineThatWasBrokenOff() throws IOException {
        // Given
        ScoresFile.in(folder, "so").add(score("a"));
        Files.writeString(folder.resolve("scores.jsonl"), "{\"setting\":\"s\",\"wo", StandardOpenOption.APPEND);
        // When
        ScoresFile scores = ScoresFile.in(folder, "so");
        scores.add(score("b"));
        // Then
        assertThat(ScoresFile.in(folder, "so").all()).containsExactly(score("a"), score("b"));
    }

    @Test
    void doesNotMixWhatWasMadeOtherwise() throws IOException {
        // Given
        ScoresFile.in(folder, "so").add(score("a"));
        // Then
        assertThatThrownBy(() -> ScoresFile.in(folder, "otherwise"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("name another --out");
    }

    private static Score score(String work) {
        return new Score("s", work, "family", Work.Role.UNKNOWN, Map.of("seconds", 1.5));
    }
}

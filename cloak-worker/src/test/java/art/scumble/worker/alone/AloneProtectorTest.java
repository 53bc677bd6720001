package art.scumble.worker.alone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.ArtistId;
import art.scumble.contract.ArtworkRef;
import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AloneProtectorTest {
    private static final CloakTask TASK = new CloakTask(
            CloakTask.SCHEMA_VERSION,
            new UUID(0, 2),
            new ArtworkRef(new TenantId("cara"), new UUID(0, 1), Sha256.of(new byte[1]), 1, MediaType.PNG),
            3,
            new ArtistId("vincent"),
            Intensity.MEDIUM,
            true,
            false);

    private final ObjectMapper json =
            new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule(), new ParameterNamesModule());

    @Test
    void takesTheAnswerOfAProcessThatWasGivenTheTask() throws Exception {
        // Given
        CloakOutcome refused = new CloakOutcome.Refused(FailureCode.TRUNCATED, "It ends early.");
        String answer = json.writerFor(CloakOutcome.class).writeValueAsString(refused);
        // When
        CloakOutcome outcome = protector("grep -q vincent $0/task.json && echo '" + answer + "' > $0/outcome.json")
                .apply(TASK);
        // Then
        assertThat(outcome).isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill -SEGV $$", "kill -ABRT $$", "exit 3", "exit 1"})
    void givesUpAPictureWhoseProcessDiesByItself(String death) {
        // When
        CloakOutcome outcome = protector("touch $0/begun; " + death).apply(TASK);
        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        CloakOutcome.Abandoned.class,
                        abandoned -> assertThat(abandoned.code()).isEqualTo(FailureCode.POISON));
    }

    @Test
    void givesUpAPictureThatTakesTooLong() {
        // When
        CloakOutcome outcome =
                new AloneProtector(folder -> List.of("sleep", "60"), Duration.ofMillis(300), json).apply(TASK);
        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        CloakOutcome.Abandoned.class,
                        abandoned -> assertThat(abandoned.code()).isEqualTo(FailureCode.POISON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill -9 $$",
                "kill -TERM $$",
                "kill -INT $$",
                "kill -HUP $$",
                "exit 1",
                "echo away > $0/complaint.txt; exit 75"
            })
    void triesAgainWhatWasEndedFromOutsideOrHadToWait(String end) {
        assertThatThrownBy(() -> protector(end).apply(TASK)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void doesNotTryForEverWhatIsKilledEachTime() {
        // Given
        AloneProtector protector = protector("kill -9 $$");
        // When
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> protector.apply(TASK)).isInstanceOf(TransientFailure.class);
        }
        // Then
        assertThatThrownBy(() -> protector.apply(TASK)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void passesOnAFailureThatNobodyForesaw() {
        assertThatThrownBy(
                        () -> protector("echo Oh. > $0/complaint.txt; exit 70").apply(TASK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Oh.");
    }

    private AloneProtector protector(String script) {
        return new AloneProtector(
                folder -> List.of("/bin/sh", "-c", script, folder(folder)), Duration.ofSeconds(30), json);
    }

    private static String folder(Path folder) {
        return folder.toString();
    }
}

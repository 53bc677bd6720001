package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.ArtistId;
import art.scumble.contract.ArtworkRef;
import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakReport;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
    private static final Sha256 HASH = Sha256.of(new byte[] {1});
    private static final CloakReport REPORT = new CloakReport(
            List.of(new CloakReport.EncoderUse("test", HASH, "fp32", 1)),
            "hokusai",
            1,
            30,
            64,
            64,
            0.2,
            0.1,
            0.95,
            1.8,
            4,
            0.1,
            false);
    private static final CloakOutcome.Protected PROTECTED = new CloakOutcome.Protected(HASH, 2, MediaType.PNG, REPORT);
    private static final CloakTask TASK = new CloakTask(
            CloakTask.SCHEMA_VERSION,
            new UUID(0, 2),
            new ArtworkRef(new TenantId("cara"), new UUID(0, 1), HASH, 1, MediaType.PNG),
            1,
            new ArtistId("vincent"),
            Intensity.MEDIUM,
            false);

    private final List<TaskEvent> events = new ArrayList<>();

    @Test
    void saysThatItBeganBeforeItTouchesThePicture() throws Exception {
        // Given
        List<TaskEvent> before = new ArrayList<>();
        // When
        Optional<CloakOutcome> outcome = run(
                task -> {
                    before.addAll(events);
                    return PROTECTED;
                },
                Duration.ZERO);
        // Then
        assertThat(before).singleElement().isInstanceOf(TaskEvent.Started.class);
        assertThat(outcome).contains(PROTECTED);
        assertThat(events).last().isInstanceOf(TaskEvent.Finished.class);
    }

    @Test
    void refusesWithTheReasonWhatWillNeverWork() throws Exception {
        // When
        Optional<CloakOutcome> outcome = run(
                task -> {
                    throw new PermanentFailure(FailureCode.TRUNCATED, "the file ends early");
                },
                Duration.ZERO);
        // Then
        assertThat(outcome).contains(new CloakOutcome.Refused(FailureCode.TRUNCATED, "the file ends early"));
    }

    @Test
    void abandonsAPictureThatTheMemoryDoesNotSufficeFor() throws Exception {
        // When
        Optional<CloakOutcome> outcome = run(
                task -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                Duration.ZERO);
        // Then
        assertThat(outcome)
                .get()
                .isInstanceOfSatisfying(
                        CloakOutcome.Abandoned.class,
                        abandoned -> assertThat(abandoned.code()).isEqualTo(FailureCode.INTERNAL));
    }

    @Test
    void triesAgainWhatFailedForTheMoment() throws Exception {
        // Given
        List<CloakTask> tries = new ArrayList<>();
        // When
        Optional<CloakOutcome> outcome = run(
                task -> {
                    tries.add(task);
                    if (tries.size() == 1) {
                        throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "away");
                    }
                    return PROTECTED;
                },
                Duration.ofMinutes(1));
        // Then
        assertThat(tries).hasSize(2);
        assertThat(outcome).contains(PROTECTED);
    }

    private Optional<CloakOutcome> run(Function<CloakTask, CloakOutcome.Protected> protector, Duration patience)
            throws InterruptedException {
        return new TaskRunner("worker-1", protector, events::add, patience, Clock.systemUTC()).run(TASK);
    }
}

package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.ArtistId;
import art.scumble.contract.ArtworkRef;
import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakReport;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.JobControl;
import art.scumble.contract.MediaType;
import art.scumble.contract.Objective;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
    private static final Sha256 HASH = Sha256.of(new byte[] {1});
    private static final CloakReport REPORT = new CloakReport(
            List.of(new CloakReport.EncoderUse("test", HASH, "fp32", 1, Objective.AWAY)),
            "hokusai",
            1,
            30,
            64,
            64,
            0.2,
            0.1,
            0.01,
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
            false,
            false);

    private final List<TaskEvent> events = new ArrayList<>();
    private final TasksInHand inHand = new TasksInHand(new ComputeShare(System::nanoTime));

    @Test
    void saysThatItBeganBeforeItTouchesThePicture() {
        // Given
        List<TaskEvent> before = new ArrayList<>();
        // When
        TaskRunner.End end = run(
                task -> {
                    before.addAll(events);
                    return PROTECTED;
                },
                Duration.ZERO);
        // Then
        assertThat(before).singleElement().isInstanceOf(TaskEvent.Started.class);
        assertThat(end).isEqualTo(new TaskRunner.End(Optional.of(PROTECTED), true));
        assertThat(events).last().isInstanceOf(TaskEvent.Finished.class);
    }

    @Test
    void refusesWithTheReasonWhatWillNeverWork() {
        // When
        TaskRunner.End end = run(
                task -> {
                    throw new PermanentFailure(FailureCode.TRUNCATED, "the file ends early");
                },
                Duration.ZERO);
        // Then
        assertThat(end.outcome()).contains(new CloakOutcome.Refused(FailureCode.TRUNCATED, "the file ends early"));
    }

    @Test
    void givesBackWhatNobodyForesawToBeTriedElsewhere() {
        // When
        for (Throwable failure : List.of(new OutOfMemoryError("Java heap space"), new IllegalStateException("oh"))) {
            TaskRunner.End end = run(task -> sneak(failure), Duration.ZERO);
            // Then
            assertThat(end).isEqualTo(new TaskRunner.End(Optional.empty(), true));
            assertThat(givenBack().cause()).isEqualTo(TaskEvent.Cause.FAILED);
        }
    }

    @Test
    void triesAgainWhatFailedForTheMoment() {
        // Given
        List<CloakTask> tries = new ArrayList<>();
        // When
        TaskRunner.End end = run(
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
        assertThat(end.outcome()).contains(PROTECTED);
    }

    @Test
    void keepsItsOutcomeWhileTheBrokerIsAwayInsteadOfProtectingOnceMore() {
        // Given
        List<CloakTask> tries = new ArrayList<>();
        List<TaskEvent> refused = new ArrayList<>();
        TaskEventPublisher flaky = event -> {
            if (event instanceof TaskEvent.Finished && refused.isEmpty()) {
                refused.add(event);
                throw new TransientFailure(FailureCode.INTERNAL, "the broker is away");
            }
            events.add(event);
        };
        Function<CloakTask, CloakOutcome> protector = task -> {
            tries.add(task);
            return PROTECTED;
        };
        TaskRunner runner = new TaskRunner("worker-1", protector, flaky, Duration.ofMinutes(1), Clock.systemUTC());
        // When
        TaskRunner.End end;
        try (TaskInHand taken = inHand.take(TASK)) {
            end = runner.run(taken);
        }
        // Then
        assertThat(tries).hasSize(1);
        assertThat(end).isEqualTo(new TaskRunner.End(Optional.of(PROTECTED), true));
        assertThat(events).hasSize(2).last().isInstanceOf(TaskEvent.Finished.class);
    }

    @Test
    void givesBackWhatItWaitedForInVainWithoutHoldingItAgainstThePicture() {
        // When
        TaskRunner.End end = run(
                task -> {
                    throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "away");
                },
                Duration.ofSeconds(-1));
        // Then
        assertThat(end.told()).isTrue();
        assertThat(givenBack().cause()).isEqualTo(TaskEvent.Cause.DEPENDENCY_AWAY);
        assertThat(givenBack().cause().isHeldAgainstArtwork()).isFalse();
    }

    @Test
    void stopsAtOnceWhenItsJobIsStoppedAndSaysSo() {
        // When
        TaskRunner.End end = run(
                task -> {
                    inHand.obey(new JobControl(1, task.job(), JobControl.Order.PAUSE, Instant.EPOCH));
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    throw new TransientFailure(FailureCode.INTERNAL, "interrupted at a step");
                },
                Duration.ofMinutes(1));
        // Then
        assertThat(end.told()).isTrue();
        assertThat(givenBack().cause()).isEqualTo(TaskEvent.Cause.JOB_STOPPED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void doesNotBeginATaskOfAStoppedJobUntilItIsResumed() {
        // Given
        inHand.obey(new JobControl(1, TASK.job(), JobControl.Order.PAUSE, Instant.EPOCH));
        // When
        TaskRunner.End stopped = run(task -> PROTECTED, Duration.ZERO);
        inHand.obey(new JobControl(1, TASK.job(), JobControl.Order.RESUME, Instant.EPOCH));
        TaskRunner.End resumed = run(task -> PROTECTED, Duration.ZERO);
        // Then
        assertThat(stopped.outcome()).isEmpty();
        assertThat(events.getFirst()).isInstanceOf(TaskEvent.GivenBack.class);
        assertThat(resumed.outcome()).contains(PROTECTED);
    }

    @Test
    void saysNothingWhenItsLeaseIsLost() {
        // When
        TaskRunner.End end = run(
                task -> {
                    Thread.currentThread().interrupt();
                    throw new TransientFailure(FailureCode.INTERNAL, "interrupted at a step");
                },
                Duration.ofMinutes(1));
        // Then
        assertThat(end).isEqualTo(new TaskRunner.End(Optional.empty(), false));
        assertThat(events).singleElement().isInstanceOf(TaskEvent.Started.class);
    }

    private TaskEvent.GivenBack givenBack() {
        return (TaskEvent.GivenBack) events.getLast();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> CloakOutcome sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    private TaskRunner.End run(Function<CloakTask, CloakOutcome> protector, Duration patience) {
        TaskRunner runner = new TaskRunner("worker-1", protector, events::add, patience, Clock.systemUTC());
        try (TaskInHand taken = inHand.take(TASK)) {
            return runner.run(taken);
        }
    }
}

package art.scumble.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.chaos.fault.Fault;
import art.scumble.chaos.fault.Mischief;
import art.scumble.chaos.guarantee.Story;
import art.scumble.chaos.history.Entry;
import art.scumble.chaos.history.History;
import art.scumble.chaos.load.Bus;
import art.scumble.chaos.load.Traffic;
import art.scumble.chaos.stack.ChaosStack;
import art.scumble.contract.Topics;
import art.scumble.local.Installation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged pipeline under faults. A failure names the history's file, which stays. */
class ChaosIT {
    private static final Path CODE = Path.of(System.getProperty("scumble.code"));

    private static void assertThatAllHolds(ChaosRun.Plan plan) throws Exception {
        Path folder = CODE.resolve(
                ".scumble/chaos/test-" + plan.seed() + "-" + plan.time().toMinutes());
        ChaosRun.Report report = ChaosRun.run(CODE, folder, plan);
        assertThat(report.verdicts())
                .as("history: %s", report.history())
                .allSatisfy(verdict ->
                        assertThat(verdict.held()).as(verdict.inWords()).isTrue());
    }

    @Test
    void everyGuaranteeHoldsThroughTwoMinutesOfFaults() throws Exception {
        assertThatAllHolds(new ChaosRun.Plan(7, Duration.ofMinutes(2), 100, 3, 6, Duration.ofMinutes(6)));
    }

    @Test
    @Tag("long")
    void everyGuaranteeHoldsThroughAnHourOfFaults() throws Exception {
        assertThatAllHolds(new ChaosRun.Plan(1, Duration.ofHours(1), 5000, 4, 6, Duration.ofMinutes(20)));
    }

    @Test
    @Tag("long")
    void fiveWorkersKilledBeforeTheySaidAWordStillEndTheJob(@TempDir Path folder) throws Exception {
        // Given
        Installation at = new Installation(CODE, folder);
        ChaosStack.Plan plan = new ChaosStack.Plan(1, 1, Duration.ofSeconds(25), Duration.ofSeconds(45));
        try (History history = new History(folder.resolve("history.ndjson"));
                ChaosStack stack = ChaosStack.start(at, plan, history);
                Bus bus = new Bus(stack.kafka(), history);
                Traffic traffic = new Traffic(stack, history, 1)) {
            Mischief mischief = new Mischief(stack, bus, history);
            Fault kill = new Fault.Kill("cloak-worker-1", Duration.ZERO);
            mischief.begin(kill);
            traffic.begin(1, Duration.ZERO);
            // When
            for (int i = 0; i < 5; i++) {
                mischief.begin(new Fault.TakeAndDie(Topics.BULK_TASKS));
            }
            mischief.end(kill);
            boolean ended = traffic.awaitEnd(Duration.ofMinutes(4));
            // Then
            traffic.collect();
            Story story = new Story(history.entries());
            assertThat(story.all(Entry.Note.class))
                    .filteredOn(note -> note.words().contains("TAKEN"))
                    .hasSize(5);
            assertThat(ended).isTrue();
            assertThat(story.last())
                    .singleElement()
                    .satisfies(last -> assertThat(last.state()).isEqualTo("protected"));
        }
    }
}

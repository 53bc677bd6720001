package art.scumble.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule.Scope SCOPE = new Schedule.Scope(
            List.of("ingest-service", "cloak-worker-1", "KAFKA"),
            List.of("ingest-service→KAFKA", "cloak-worker-1→KAFKA"),
            List.of("cloak-worker→store"),
            true);

    @Test
    void theSameSeedDrawsTheSameFaults() {
        // Given
        Duration time = Duration.ofMinutes(10);
        // When
        List<Schedule.Timed> once = Schedule.draw(7, time, 6, SCOPE);
        List<Schedule.Timed> again = Schedule.draw(7, time, 6, SCOPE);
        // Then
        assertThat(once).isEqualTo(again).isNotEqualTo(Schedule.draw(8, time, 6, SCOPE));
    }

    @Test
    void anHourHasThreeHundredFaultsOfEveryKind() {
        // Given
        Set<String> kinds = new HashSet<>();
        // When
        List<Schedule.Timed> faults = Schedule.draw(1, Duration.ofHours(1), 6, SCOPE);
        // Then
        faults.forEach(timed -> kinds.add(timed.fault().kind()));
        assertThat(faults).hasSizeBetween(300, 420);
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "Kill",
                        "Freeze",
                        "Delay",
                        "Partition",
                        "Tear",
                        "StoreBusy",
                        "StoreHangs",
                        "StoreForgets",
                        "FullDisk",
                        "LockedTable",
                        "Repeat",
                        "Late",
                        "TakeAndDie");
    }

    @Test
    void noDiskIsFullThatCannotBe() {
        // Given
        Schedule.Scope without = new Schedule.Scope(SCOPE.processes(), SCOPE.wires(), SCOPE.stores(), false);
        // When
        List<Schedule.Timed> faults = Schedule.draw(1, Duration.ofHours(1), 6, without);
        // Then
        assertThat(faults).noneMatch(timed -> timed.fault() instanceof Fault.FullDisk);
    }
}

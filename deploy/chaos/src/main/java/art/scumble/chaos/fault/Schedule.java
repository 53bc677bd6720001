package art.scumble.chaos.fault;

import art.scumble.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which faults come when: the same for the same seed, time and parts. */
public final class Schedule {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration CALM_AT_THE_END = Duration.ofSeconds(10);

    /**
     * What can be struck.
     *
     * @param processes names
     * @param wires between any two
     * @param stores the store as its clients see it, by client
     * @param hasDisk whether the store's disk can be filled
     */
    public record Scope(List<String> processes, List<String> wires, List<String> stores, boolean hasDisk) {}

    /** A fault, and when it comes after the beginning. */
    public record Timed(Duration at, Fault fault) {}

    private final Random random;
    private final Scope scope;

    private Schedule(long seed, Scope scope) {
        this.random = new Random(seed);
        this.scope = scope;
    }

    /** Draws faults for a time, so many a minute, with gaps of half to one and a half times the mean. */
    public static List<Timed> draw(long seed, Duration time, double aMinute, Scope scope) {
        Schedule schedule = new Schedule(seed, scope);
        List<Timed> faults = new ArrayList<>();
        double meanGap = 60_000 / aMinute;
        Duration at = FIRST;
        while (aMinute > 0 && at.compareTo(time.minus(CALM_AT_THE_END)) < 0) {
            faults.add(new Timed(at, schedule.next()));
            at = at.plusMillis(Math.round(meanGap * (0.5 + schedule.random.nextDouble())));
        }
        return faults;
    }

    private Fault next() {
        int kind = random.nextInt(100);
        if (kind < 26) {
            return new Fault.Kill(process(), seconds(1, 4));
        }
        if (kind < 42) {
            return new Fault.Freeze(process(), seconds(2, 20));
        }
        if (kind < 68) {
            return wire();
        }
        if (kind < 82) {
            return store();
        }
        if (kind < 86) {
            return new Fault.LockedTable("ingest.artwork", seconds(3, 20));
        }
        if (kind < 96) {
            return message();
        }
        return new Fault.TakeAndDie(random.nextInt(4) == 0 ? Topics.INTERACTIVE_TASKS : Topics.BULK_TASKS);
    }

    private Fault wire() {
        String wire = one(scope.wires());
        return switch (random.nextInt(3)) {
            case 0 -> new Fault.Delay(wire, Duration.ofMillis(random.nextInt(100, 3000)), seconds(5, 20));
            case 1 -> new Fault.Partition(wire, seconds(3, 25));
            default -> new Fault.Tear(wire);
        };
    }

    private Fault store() {
        String store = one(scope.stores());
        return switch (random.nextInt(scope.hasDisk() ? 4 : 3)) {
            case 0 -> new Fault.StoreBusy(store, seconds(3, 20));
            case 1 -> new Fault.StoreHangs(store, seconds(3, 15));
            case 2 -> new Fault.StoreForgets(store, seconds(3, 15));
            default -> new Fault.FullDisk("store-disk", seconds(3, 15));
        };
    }

    private Fault message() {
        String topic = one(List.of(Topics.TASK_EVENTS, Topics.TASK_EVENTS, Topics.BULK_TASKS));
        int count = random.nextInt(1, 20);
        return random.nextBoolean()
                ? new Fault.Repeat(topic, count, random.nextLong())
                : new Fault.Late(topic, count, random.nextLong());
    }

    /** Workers twice: they are what dies most. */
    private String process() {
        List<String> twice = new ArrayList<>(scope.processes());
        scope.processes().stream()
                .filter(name -> name.startsWith("cloak-worker"))
                .forEach(twice::add);
        return one(twice);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Duration seconds(int least, int most) {
        return Duration.ofMillis(random.nextLong(1000L * least, 1000L * most));
    }
}

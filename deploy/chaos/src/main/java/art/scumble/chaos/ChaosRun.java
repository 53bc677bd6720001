package art.scumble.chaos;

import art.scumble.chaos.fault.Mischief;
import art.scumble.chaos.fault.Schedule;
import art.scumble.chaos.fault.Storm;
import art.scumble.chaos.guarantee.Guarantees;
import art.scumble.chaos.guarantee.Story;
import art.scumble.chaos.guarantee.Verdict;
import art.scumble.chaos.history.Entry;
import art.scumble.chaos.history.History;
import art.scumble.chaos.load.Bus;
import art.scumble.chaos.load.Traffic;
import art.scumble.chaos.stack.ChaosStack;
import art.scumble.chaos.stack.SmallDisk;
import art.scumble.local.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One run: a stack of its own, work, faults, and what the guarantees say to what came of it. */
public final class ChaosRun {
    private static final double SECONDS_PER_MEGAPIXEL = 20;
    private static final double SHARE_FOR_SUBMITTING = 0.85;
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private ChaosRun() {}

    /**
     * What to do.
     *
     * @param seed of pictures, jobs and faults
     * @param time in which faults come
     * @param artworks how many are submitted in that time
     * @param workers how many work on them
     * @param faultsAMinute how many come, on average
     * @param patience how long the last artwork may take after the last fault
     */
    public record Plan(long seed, Duration time, int artworks, int workers, double faultsAMinute, Duration patience) {}

    /**
     * What came of it.
     *
     * @param faults how many there were
     * @param drain from the end of the last fault to the end of the last artwork
     * @param deaths how often a process ended that nobody had killed: the history has its last words
     */
    public record Report(Plan plan, int faults, Duration drain, long deaths, List<Verdict> verdicts, Path history) {
        /** Whether every guarantee held. */
        public boolean held() {
            return verdicts.stream().allMatch(Verdict::held);
        }
    }

    /** Runs in a folder of its own, which loses what an earlier run left in it. */
    public static Report run(Path code, Path folder, Plan plan) throws IOException, InterruptedException {
        Installation at = new Installation(code, folder);
        SmallDisk.release(ChaosStack.store(at));
        clear(folder);
        Files.createDirectories(folder);
        try (History history = new History(folder.resolve("history.ndjson"))) {
            history.note(plan.toString());
            Report report;
            try (ChaosStack stack = ChaosStack.start(at, stackPlan(plan), history)) {
                report = run(stack, plan, history);
            }
            report.verdicts().forEach(verdict -> history.note(verdict.inWords()));
            clear(at.data());
            return report;
        }
    }

    /** A short run does not wait for what a long one may wait for. */
    private static ChaosStack.Plan stackPlan(Plan plan) {
        boolean isShort = plan.time().compareTo(SHORT) < 0;
        return new ChaosStack.Plan(
                plan.workers(),
                SECONDS_PER_MEGAPIXEL,
                Duration.ofSeconds(isShort ? 25 : 35),
                Duration.ofSeconds(isShort ? 45 : 300));
    }

    private static Report run(ChaosStack stack, Plan plan, History history) throws InterruptedException {
        try (Bus bus = new Bus(stack.kafka(), history);
                Traffic traffic = new Traffic(stack, history, plan.seed())) {
            history.note("everything is ready");
            Duration submitting = Duration.ofMillis(Math.round(plan.time().toMillis() * SHARE_FOR_SUBMITTING));
            traffic.begin(plan.artworks(), submitting);
            Schedule.Scope scope = new Schedule.Scope(
                    stack.processes(),
                    stack.wires().names(),
                    stack.wires().stores(),
                    stack.disk().isPresent());
            Instant begun = Instant.now();
            List<Schedule.Timed> schedule = Schedule.draw(plan.seed(), plan.time(), plan.faultsAMinute(), scope);
            int faults = new Storm(new Mischief(stack, bus, history), history).blow(schedule);
            Duration left = plan.time().minus(Duration.between(begun, Instant.now()));
            Thread.sleep(left.isPositive() ? left : Duration.ZERO);
            Instant calm = Instant.now();
            if (!traffic.awaitEnd(plan.patience())) {
                history.note("not everything has ended in " + plan.patience());
            }
            Duration drain = Duration.between(calm, Instant.now());
            traffic.collect();
            Thread.sleep(LAST_WORDS);
            Story story = new Story(history.entries());
            List<Verdict> verdicts = Guarantees.ALL.stream()
                    .map(guarantee -> guarantee.judge(story))
                    .toList();
            return new Report(plan, faults, drain, deaths(story), verdicts, history.file());
        } catch (SQLException e) {
            throw new IllegalStateException("the tenants can't be let in", e);
        }
    }

    private static long deaths(Story story) {
        return story.all(Entry.Note.class).stream()
                .filter(note -> note.words().contains(ChaosStack.BY_ITSELF))
                .count();
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

package art.scumble.chaos.guarantee;

import art.scumble.chaos.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** A history, read for judging: by artwork, in order of time. */
public final class Story {
    private final List<Entry> entries;
    private final Map<String, Entry.Submitted> submitted = new TreeMap<>();
    private final Map<String, List<Entry.Seen>> seen = new HashMap<>();
    private final Map<UUID, List<Entry.Told>> told = new HashMap<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Instant end;

    /**
     * A fault's time.
     *
     * @param to when it was over; of one that never was, the end of the history
     */
    public record Trouble(Entry.Began fault, Instant from, Instant to) {}

    /** Of a whole history. */
    public Story(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        this.end =
                entries.stream().map(Entry::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        Map<Integer, Instant> over = new HashMap<>();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Submitted one -> submitted.put(one.reference(), one);
                case Entry.Seen one ->
                    seen.computeIfAbsent(one.reference(), any -> new ArrayList<>())
                            .add(one);
                case Entry.Told one ->
                    told.computeIfAbsent(one.artwork(), any -> new ArrayList<>())
                            .add(one);
                case Entry.Ended one -> over.put(one.number(), one.at());
                default -> {}
            }
        }
        told.values().forEach(list -> list.sort(Comparator.comparing(Entry.Told::at)));
        all(Entry.Began.class)
                .forEach(fault -> troubles.add(new Trouble(fault, fault.at(), over.getOrDefault(fault.number(), end))));
    }

    /** All entries of a kind, in their order. */
    public <E extends Entry> List<E> all(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What was submitted, by reference. */
    public Map<String, Entry.Submitted> submitted() {
        return submitted;
    }

    /** How the public API showed it, in order. */
    public List<Entry.Seen> seen(String reference) {
        return seen.getOrDefault(reference, List.of());
    }

    /** What the API showed last of each artwork. */
    public List<Entry.Seen> last() {
        return seen.values().stream().map(List::getLast).toList();
    }

    /** What workers told of an artwork, by their clock. */
    public List<Entry.Told> told(UUID artwork) {
        return told.getOrDefault(artwork, List.of());
    }

    /** The faults, in order. */
    public List<Trouble> troubles() {
        return troubles;
    }

    /** The time of the last entry. */
    public Instant end() {
        return end;
    }

    /** How much of a time no such fault covers; what was struck has {@code recovery} to find its feet again. */
    public Duration calm(Instant from, Instant to, Duration recovery, Predicate<Trouble> counts) {
        Duration calm = Duration.ZERO;
        Instant at = from;
        List<Trouble> relevant = troubles.stream()
                .filter(counts)
                .sorted(Comparator.comparing(Trouble::from))
                .toList();
        for (Trouble trouble : relevant) {
            Instant over = trouble.to().plus(recovery);
            if (over.isBefore(at)) {
                continue;
            }
            if (trouble.from().isAfter(to)) {
                break;
            }
            if (trouble.from().isAfter(at)) {
                calm = calm.plus(Duration.between(at, trouble.from()));
            }
            at = over;
        }
        return at.isBefore(to) ? calm.plus(Duration.between(at, to)) : calm;
    }
}

package art.scumble.chaos.guarantee;

import art.scumble.chaos.history.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A small history, told second by second. */
final class Told {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Entry> entries = new ArrayList<>();

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant at(double second) {
        return BEGIN.plusMillis(Math.round(1000 * second));
    }

    Told submitted(double second, String tenant, String job, String picture) {
        return submitted(second, tenant, job, picture, "protected");
    }

    Told submitted(double second, String tenant, String job, String picture, String expected) {
        entries.add(new Entry.Submitted(at(second), tenant, id(job), picture, expected));
        return this;
    }

    /** {@code outcome} is a state, a code or a result's hash. */
    Told seen(double second, String job, String picture, String state, int attempt, String outcome) {
        boolean done = state.equals("protected");
        entries.add(new Entry.Seen(
                at(second), id(job), id(picture), picture, state, done ? "" : outcome, attempt, done ? outcome : ""));
        return this;
    }

    Told event(double second, String event, String picture, int attempt, String worker) {
        entries.add(new Entry.Told(at(second), event, id(picture), attempt, worker, ""));
        return this;
    }

    Told fault(double from, double to, int number, String kind, String target) {
        entries.add(new Entry.Began(at(from), number, kind, target, kind));
        entries.add(new Entry.Ended(at(to), number));
        return this;
    }

    Told cancelled(double second, String job) {
        entries.add(new Entry.Cancelled(at(second), id(job)));
        return this;
    }

    Told downloaded(double second, String picture, String sha256, String finding) {
        entries.add(new Entry.Downloaded(at(second), id(picture), sha256, finding));
        return this;
    }

    Told add(Entry entry) {
        entries.add(entry);
        return this;
    }

    Verdict by(Guarantee guarantee) {
        return guarantee.judge(new Story(entries));
    }
}

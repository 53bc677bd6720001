package art.scumble.chaos.guarantee;

import art.scumble.chaos.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Once a job is cancelled, none of its pictures is protected any more, and no worker begins one of them. */
public final class CancelledWorkStops implements Guarantee {
    /** What is on its way when the order is given, and what the order itself needs. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    @Override
    public Verdict judge(Story story) {
        Map<UUID, Instant> cancelled = new HashMap<>();
        story.all(Entry.Cancelled.class).forEach(one -> cancelled.putIfAbsent(one.job(), one.at()));
        List<String> violations = new ArrayList<>();
        int stopped = 0;
        for (Entry.Submitted one : story.submitted().values()) {
            Instant at = cancelled.get(one.job());
            List<Entry.Seen> seen = story.seen(one.reference());
            if (at == null || seen.isEmpty()) {
                continue;
            }
            Entry.Seen last = seen.getLast();
            stopped += last.code().equals("CANCELLED") ? 1 : 0;
            if (!last.isEnd()) {
                violations.add(last.artwork() + " is " + last.state() + " though its job was cancelled at " + at);
            }
            for (Entry.Told told : story.told(last.artwork())) {
                Duration later = story.calm(at, told.at(), RECOVERY, trouble -> true);
                if (told.event().equals("started") && told.at().isAfter(at) && later.compareTo(GRACE) > 0) {
                    violations.add(last.artwork() + " was begun by " + told.worker() + " " + later.toSeconds()
                            + " s of calm after its job was cancelled");
                }
                if (last.state().equals("protected")
                        && told.event().equals("started")
                        && told.at().isAfter(at)) {
                    violations.add(last.artwork() + " was begun after its job was cancelled, and is protected");
                }
            }
        }
        String summary = cancelled.isEmpty()
                ? "no job was cancelled"
                : "%d jobs cancelled, %d pictures stopped".formatted(cancelled.size(), stopped);
        return new Verdict(name(), summary, violations);
    }
}

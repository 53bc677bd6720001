package art.scumble.chaos.guarantee;

import art.scumble.chaos.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a worker had in hand when it was killed is with a worker again within 30 s of its lease's end. Only time without
 * another fault counts, as those may keep it from running: the wall clock's longest is told beside.
 */
public final class KilledTaskRunsAgain implements Guarantee {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    private static final String WORKER = "cloak-worker-";

    private record Loss(UUID artwork, int attempt, String worker, Story.Trouble kill) {}

    @Override
    public Verdict judge(Story story) {
        List<String> violations = new ArrayList<>();
        Duration longest = Duration.ZERO;
        List<Loss> losses = losses(story);
        for (Loss loss : losses) {
            Instant killed = loss.kill().from();
            Instant again = again(story, loss).orElse(story.end());
            Duration calm = story.calm(killed, again, RECOVERY, trouble -> !trouble.equals(loss.kill()));
            Duration wall = Duration.between(killed, again);
            longest = wall.compareTo(longest) > 0 ? wall : longest;
            if (calm.compareTo(LEASE.plus(GRACE)) > 0) {
                violations.add(
                        "%s, attempt %d, was with %s when that was killed at %s, and with nobody for %d s of calm (%d s in all)"
                                .formatted(
                                        loss.artwork(),
                                        loss.attempt(),
                                        loss.worker(),
                                        killed,
                                        calm.toSeconds(),
                                        wall.toSeconds()));
            }
        }
        String summary = "%d tasks lost their worker; the longest wait was %d s, faults included"
                .formatted(losses.size(), longest.toSeconds());
        return new Verdict(name(), summary, violations);
    }

    private static List<Loss> losses(Story story) {
        Set<UUID> cancelled = new HashSet<>();
        story.all(Entry.Cancelled.class).forEach(one -> cancelled.add(one.job()));
        List<Loss> losses = new ArrayList<>();
        for (Story.Trouble kill : story.troubles()) {
            if (!kill.fault().kind().equals("Kill") || !kill.fault().target().startsWith(WORKER)) {
                continue;
            }
            for (Entry.Seen artwork : story.last()) {
                if (!cancelled.contains(artwork.job())) {
                    inHand(story, artwork.artwork(), kill).ifPresent(losses::add);
                }
            }
        }
        return losses;
    }

    /** An artwork's task, if the killed worker had begun it, nobody had ended the artwork, and no later attempt existed. */
    private static Optional<Loss> inHand(Story story, UUID artwork, Story.Trouble kill) {
        Optional<Loss> loss = Optional.empty();
        for (Entry.Told told : story.told(artwork)) {
            if (told.at().isAfter(kill.from())) {
                break;
            }
            if (told.event().equals("finished")) {
                return Optional.empty();
            }
            boolean begun = told.event().equals("started")
                    && told.worker().equals(kill.fault().target());
            loss = begun ? Optional.of(new Loss(artwork, told.attempt(), told.worker(), kill)) : Optional.empty();
        }
        return loss;
    }

    private static Optional<Instant> again(Story story, Loss loss) {
        Instant killed = loss.kill().from();
        return story.told(loss.artwork()).stream()
                .map(Entry.Told::at)
                .filter(at -> at.isAfter(killed))
                .findFirst();
    }
}

package art.scumble.chaos.guarantee;

import art.scumble.chaos.history.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Every artwork that was accepted ends, and stays as it ended: 0 lost, 0 doubled, 0 stuck. */
public final class EveryArtworkEndsOnce implements Guarantee {
    @Override
    public Verdict judge(Story story) {
        List<String> lost = new ArrayList<>();
        List<String> stuck = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        for (Entry.Submitted one : story.submitted().values()) {
            List<Entry.Seen> seen = story.seen(one.reference());
            if (seen.isEmpty()) {
                lost.add(one.reference() + " of job " + one.job() + " was accepted and is nowhere");
                continue;
            }
            Entry.Seen last = seen.getLast();
            if (!last.isEnd()) {
                stuck.add(last.artwork() + " is " + last.state() + " still, at attempt " + last.attempt());
            }
            doubled.addAll(doubles(seen));
        }
        List<String> violations = new ArrayList<>(lost);
        violations.addAll(doubled);
        violations.addAll(stuck);
        String summary = "%d artworks: %d lost, %d doubled, %d stuck"
                .formatted(story.submitted().size(), lost.size(), doubled.size(), stuck.size());
        return new Verdict(name(), summary, violations);
    }

    /** More than one artwork under one reference, or more than one end of an artwork. */
    private static List<String> doubles(List<Entry.Seen> seen) {
        List<String> doubles = new ArrayList<>();
        Set<UUID> ids = new HashSet<>();
        seen.forEach(one -> ids.add(one.artwork()));
        if (ids.size() > 1) {
            doubles.add(seen.getFirst().reference() + " is there more than once: " + ids);
        }
        for (int i = 1; i < seen.size(); i++) {
            if (seen.get(i - 1).isEnd()) {
                doubles.add(seen.get(i).artwork() + " had ended as " + words(seen.get(i - 1)) + " and then was "
                        + words(seen.get(i)));
            }
        }
        return doubles;
    }

    private static String words(Entry.Seen seen) {
        return (seen.state() + " " + seen.code() + " " + seen.sha256()).strip() + " (attempt " + seen.attempt() + ")";
    }
}

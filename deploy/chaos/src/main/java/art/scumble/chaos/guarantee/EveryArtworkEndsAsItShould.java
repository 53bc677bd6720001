package art.scumble.chaos.guarantee;

import art.scumble.chaos.history.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** No fault changes what becomes of a picture: good ones end Protected, planted ones with their own code. */
public final class EveryArtworkEndsAsItShould implements Guarantee {
    private static final String PROTECTED = "protected";

    @Override
    public Verdict judge(Story story) {
        Set<UUID> cancelled = new HashSet<>();
        story.all(Entry.Cancelled.class).forEach(one -> cancelled.add(one.job()));
        List<String> violations = new ArrayList<>();
        int good = 0;
        int planted = 0;
        int dropped = 0;
        for (Entry.Submitted one : story.submitted().values()) {
            List<Entry.Seen> seen = story.seen(one.reference());
            if (seen.isEmpty() || !seen.getLast().isEnd()) {
                continue;
            }
            Entry.Seen last = seen.getLast();
            String end = last.state().equals(PROTECTED) ? PROTECTED : last.code();
            if (end.equals(one.expected())) {
                good += end.equals(PROTECTED) ? 1 : 0;
                planted += end.equals(PROTECTED) ? 0 : 1;
            } else if (end.equals("CANCELLED") && cancelled.contains(one.job())) {
                dropped++;
            } else {
                violations.add(last.artwork() + " (" + one.reference() + ") ended as " + end + " and not as "
                        + one.expected());
            }
        }
        String summary = "%d protected, %d planted with their own code, %d cancelled".formatted(good, planted, dropped);
        return new Verdict(name(), summary, violations);
    }
}

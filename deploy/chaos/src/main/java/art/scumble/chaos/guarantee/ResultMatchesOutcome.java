package art.scumble.chaos.guarantee;

import art.scumble.chaos.history.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is served for a protected artwork is what its outcome says, and was made from its own source. */
public final class ResultMatchesOutcome implements Guarantee {
    @Override
    public Verdict judge(Story story) {
        Map<UUID, Entry.Downloaded> downloads = new HashMap<>();
        story.all(Entry.Downloaded.class).forEach(one -> downloads.put(one.artwork(), one));
        List<String> violations = new ArrayList<>();
        int matching = 0;
        for (Entry.Seen last : story.last()) {
            if (!last.state().equals("protected")) {
                continue;
            }
            Entry.Downloaded download = downloads.get(last.artwork());
            if (download == null) {
                violations.add(last.artwork() + " is protected, and nobody fetched its result");
            } else if (!download.finding().isEmpty()) {
                violations.add(last.artwork() + ": " + download.finding());
            } else if (!download.sha256().equals(last.sha256())) {
                violations.add(
                        last.artwork() + " has the result " + download.sha256() + " and the outcome " + last.sha256());
            } else {
                matching++;
            }
        }
        return new Verdict(name(), matching + " results fetched, hashed and compared with their sources", violations);
    }
}

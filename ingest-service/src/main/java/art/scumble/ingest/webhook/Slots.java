package art.scumble.ingest.webhook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How much this instance sends at a time. An endpoint that takes what it is sent has several slots; one that fails, or of
 * which nothing is known yet, has one, and all of those together leave half of the slots to the others: however many are
 * dead, they delay nobody who is not.
 */
final class Slots {
    private final int most;
    private final int mostPerEndpoint;
    private final Map<UUID, Integer> taken = new HashMap<>();
    private final Set<UUID> doubtful = new HashSet<>();
    private int total;

    Slots(int most, int mostPerEndpoint) {
        this.most = most;
        this.mostPerEndpoint = mostPerEndpoint;
    }

    /** How many messages of each endpoint may be sent now, first come first. */
    synchronized Map<UUID, Integer> shares(List<MessageQueue.Due> due) {
        Map<UUID, Integer> shares = new LinkedHashMap<>();
        int room = most - total;
        int roomForDoubtful = most / 2 - doubtful.size();
        for (MessageQueue.Due endpoint : due) {
            int inFlight = taken.getOrDefault(endpoint.endpoint(), 0);
            int share = Math.min(room, (endpoint.healthy() ? mostPerEndpoint : 1) - inFlight);
            if (share <= 0 || !endpoint.healthy() && roomForDoubtful <= 0) {
                continue;
            }
            shares.put(endpoint.endpoint(), share);
            room -= share;
            roomForDoubtful -= endpoint.healthy() ? 0 : 1;
        }
        return shares;
    }

    /** One message is being sent. */
    synchronized void take(UUID endpoint, boolean healthy) {
        total++;
        taken.merge(endpoint, 1, Integer::sum);
        if (!healthy) {
            doubtful.add(endpoint);
        }
    }

    /** It is no longer. */
    synchronized void free(UUID endpoint) {
        total--;
        taken.computeIfPresent(endpoint, (id, number) -> number == 1 ? null : number - 1);
        if (!taken.containsKey(endpoint)) {
            doubtful.remove(endpoint);
        }
    }
}

package art.scumble.ingest.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Whose work comes next: start-time fair queueing (Goyal, Vin, Cheng 1996) over predicted seconds. Each work begins
 * where its tenant's last one ended in virtual time, or now if that is past, so that nobody saves up idle time; the one
 * that begins first is next.
 */
final class FairShare {
    private FairShare() {}

    /**
     * A piece of work.
     *
     * @param artwork that it is about
     * @param seconds predicted, above 0
     */
    record Work(UUID artwork, double seconds) {}

    /**
     * A tenant who has work waiting.
     *
     * @param tenant whose it is
     * @param servedUntil the virtual time up to which the tenant has had its share
     * @param weight how much of the fleet it may have beside a tenant of weight 1
     * @param waiting its next works, in order
     */
    record Claim(String tenant, double servedUntil, double weight, List<Work> waiting) {
        Claim {
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * What is given out.
     *
     * @param artworks in order
     * @param virtualTime when the last of them begins
     * @param servedUntil of each tenant that got something
     */
    record Deal(List<UUID> artworks, double virtualTime, Map<String, Double> servedUntil) {
        Deal {
            artworks = List.copyOf(artworks);
            servedUntil = Map.copyOf(servedUntil);
        }
    }

    private static final class Turn {
        private final String tenant;
        private final double weight;
        private final ArrayDeque<Work> waiting;
        private double start;

        private Turn(Claim claim, double now) {
            this.tenant = claim.tenant();
            this.weight = claim.weight();
            this.waiting = new ArrayDeque<>(claim.waiting());
            this.start = Math.max(now, claim.servedUntil());
        }
    }

    /** Deals out at most {@code room} works, beginning at the virtual time {@code now}. */
    static Deal deal(double now, List<Claim> claims, int room) {
        PriorityQueue<Turn> turns = new PriorityQueue<>(
                Comparator.<Turn>comparingDouble(turn -> turn.start).thenComparing(turn -> turn.tenant));
        for (Claim claim : claims) {
            turns.add(new Turn(claim, now));
        }
        List<UUID> artworks = new ArrayList<>();
        Map<String, Double> servedUntil = new HashMap<>();
        double time = now;
        while (artworks.size() < room && !turns.isEmpty()) {
            Turn turn = turns.remove();
            Work work = turn.waiting.poll();
            if (work == null) {
                continue;
            }
            time = turn.start;
            turn.start += work.seconds() / turn.weight;
            artworks.add(work.artwork());
            servedUntil.put(turn.tenant, turn.start);
            turns.add(turn);
        }
        return new Deal(artworks, time, servedUntil);
    }
}

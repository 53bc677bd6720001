package art.scumble.ingest.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private final Map<String, ArrayDeque<FairShare.Work>> backlog = new TreeMap<>();
    private final Map<UUID, String> owner = new HashMap<>();
    private final Map<String, Double> servedUntil = new HashMap<>();
    private final Map<String, Double> weight = new HashMap<>();
    private double clock;

    @Test
    void aSmallTenantEndsWithinTwiceItsFairTimeBesideALargeOne() {
        // Given
        add("large", 10_000, 3);
        add("small", 100, 3);
        // When
        List<String> order = dealAll(64);
        // Then
        assertThat(order.lastIndexOf("small")).isLessThan(2 * 100 + 2);
        assertThat(order).hasSize(10_100);
    }

    @Test
    void sharesSecondsAndNotArtworks() {
        // Given
        add("large pictures", 1_000, 10);
        add("small pictures", 10_000, 1);
        // When
        List<String> order = dealAll(8).subList(0, 1_100);
        // Then
        assertThat(count(order, "large pictures")).isBetween(98, 102);
    }

    @Test
    void givesATenantOfTwiceTheWeightTwiceAsMuch() {
        // Given
        add("heavy", 3_000, 1);
        add("light", 3_000, 1);
        weight.put("heavy", 2.0);
        // When
        List<String> order = dealAll(16).subList(0, 3_000);
        // Then
        assertThat(count(order, "heavy")).isBetween(1_995, 2_005);
    }

    @Test
    void anIdleTenantSavesNothingUp() {
        // Given
        add("busy", 1_000, 1);
        add("idle", 1, 1);
        deal(500);
        // When
        add("idle", 1_000, 1);
        List<String> order = deal(200);
        // Then
        assertThat(count(order, "idle")).isBetween(98, 102);
    }

    @Test
    void aTenantThatHadMoreWhenItWasAloneOwesNothing() {
        // Given
        add("first", 2_000, 1);
        deal(1_000);
        // When
        add("second", 1_000, 1);
        List<String> order = deal(200);
        // Then
        assertThat(count(order, "first")).isBetween(98, 102);
    }

    private void add(String tenant, int works, double seconds) {
        for (int i = 0; i < works; i++) {
            FairShare.Work work = new FairShare.Work(UUID.randomUUID(), seconds);
            owner.put(work.artwork(), tenant);
            backlog.computeIfAbsent(tenant, name -> new ArrayDeque<>()).add(work);
        }
    }

    private List<String> dealAll(int room) {
        List<String> order = new ArrayList<>();
        for (List<String> some = deal(room); !some.isEmpty(); some = deal(room)) {
            order.addAll(some);
        }
        return order;
    }

    private List<String> deal(int room) {
        List<FairShare.Claim> claims = new ArrayList<>();
        backlog.forEach((tenant, works) -> claims.add(new FairShare.Claim(
                tenant,
                servedUntil.getOrDefault(tenant, 0.0),
                weight.getOrDefault(tenant, 1.0),
                works.stream().limit(room).toList())));
        FairShare.Deal deal = FairShare.deal(clock, claims, room);
        clock = deal.virtualTime();
        servedUntil.putAll(deal.servedUntil());
        List<String> order = new ArrayList<>();
        for (UUID artwork : deal.artworks()) {
            String tenant = owner.getOrDefault(artwork, "nobody");
            order.add(tenant);
            backlog.getOrDefault(tenant, new ArrayDeque<>()).remove();
        }
        return order;
    }

    private static int count(List<String> order, String tenant) {
        return (int) order.stream().filter(tenant::equals).count();
    }
}

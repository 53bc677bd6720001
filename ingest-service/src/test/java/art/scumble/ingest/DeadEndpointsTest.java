package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nine hundred endpoints that never answer, among a thousand: how much later do the others hear? */
@QuarkusTest
@Tag("long")
class DeadEndpointsTest extends WebhookFixture {
    private static final int LIVE = 100;
    private static final int DEAD = 900;
    private static final int ARTWORKS = 10;

    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

    @Test
    void delayTheOthersByLessThanTwice() {
        // Given
        receiver.answer(request -> {
            boolean live = request.path().startsWith("/live");
            (live ? heard : dead).add(live ? request.id() : request.path());
            return Receiver.Answer.of(live ? 204 : 0);
        });
        add("/live", LIVE);
        untilAllHeard();
        long aloneMs = untilAllHeard();
        add("/dead", DEAD);
        untilAllHeard();
        // When
        long amongDeadMs = untilAllHeard();
        // Then
        System.out.printf(
                "%d endpoints hear of %d artworks: alone in %d ms, among %d dead ones in %d ms%n",
                LIVE, ARTWORKS, aloneMs, dead.size(), amongDeadMs);
        assertThat(amongDeadMs).isLessThan(2 * aloneMs);
        await(() -> dead.size() == DEAD);
    }

    private void add(String kind, int number) {
        for (int i = 0; i < number; i++) {
            endpoint(kind + "/" + i, Map.of("events", List.of("artwork.refused")));
        }
    }

    /** In milliseconds, one artwork after the other, from its end until the last live endpoint has heard of it. */
    private long untilAllHeard() {
        long begun = System.nanoTime();
        for (int artwork = 0; artwork < ARTWORKS; artwork++) {
            int before = heard.size();
            refused(1);
            await(() -> heard.size() == before + LIVE);
        }
        return (System.nanoTime() - begun) / 1_000_000;
    }
}

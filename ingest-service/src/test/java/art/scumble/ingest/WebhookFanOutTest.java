package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.ingest.webhook.Upkeep;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookFanOutTest extends WebhookFixture {
    @Inject
    Upkeep upkeep;

    @Test
    void tellsOfABulkJobByArtistUnlessAnEndpointAsksForEach() {
        // Given
        endpoint("/all", Map.of());
        endpoint("/each", Map.of("digest", "each", "events", List.of("artwork.refused")));
        endpoint("/artist", Map.of("artist", "artist-1"));
        endpoint("/other", Map.of("events", List.of("artwork.protected")));
        // When
        UUID job = job("BULK", "REFUSED", 30, 3);
        await(() -> receiver.requests().size() == 4 + 30 + 1);
        // Then
        List<JsonPath> all = bodies("/all");
        assertThat(all.stream().map(body -> body.getString("type")))
                .containsExactlyInAnyOrder("artwork.digest", "artwork.digest", "artwork.digest", "job.completed");
        assertThat(all).allSatisfy(body -> {
            int refused = body.getInt("data.counts.refused");
            assertThat(refused).isEqualTo(body.getString("type").equals("job.completed") ? 30 : 10);
            assertThat(body.getString("data.links.job")).isEqualTo("/v1/jobs/" + job);
        });
        assertThat(bodies("/each").stream()
                        .map(body -> body.getString("data.artwork"))
                        .distinct())
                .hasSize(30);
        assertThat(bodies("/artist")).singleElement().satisfies(body -> {
            assertThat(body.getString("data.artist")).isEqualTo("artist-1");
            assertThat(body.getBoolean("data.complete")).isTrue();
        });
        assertThat(count("SELECT count(*) FROM ingest.webhook_digest")).isZero();
    }

    private List<JsonPath> bodies(String path) {
        return receiver.requests(path).stream()
                .map(request -> new JsonPath(request.body()))
                .toList();
    }

    @Test
    void sendsADigestOfALongJobAfterSomeTime() {
        // Given
        endpoint("/all", Map.of());
        UUID job = job("BULK", "QUEUED", 4, 1);
        end(job, "position < 3");
        await(() -> count("SELECT count(*) FROM ingest.webhook_digest") == 1);
        upkeep.tidyBatch();
        assertThat(messages("DELIVERED")).isZero();
        // When
        clock.advance(Duration.ofMinutes(61));
        upkeep.tidyBatch();
        await(() -> receiver.requests().size() == 1);
        end(job, "position = 3");
        await(() -> receiver.requests().size() == 3);
        // Then
        assertThat(bodies("/all").stream()
                        .filter(body -> body.getString("type").equals("artwork.digest"))
                        .map(body -> body.getInt("data.counts.protected") + " " + body.getBoolean("data.complete")))
                .containsExactlyInAnyOrder("3 false", "1 true");
    }

    private int end(UUID job, String which) {
        return database.update("UPDATE ingest.artwork SET state = 'PROTECTED' WHERE job = ? AND " + which, job);
    }

    @Test
    void tellsOnceThatAJobIsCompleteHoweverItsLastArtworksEnd() {
        // Given
        endpoint("/all", Map.of("events", List.of("job.completed")));
        UUID job = job("INTERACTIVE", "QUEUED", 40, 1);
        // When
        CompletableFuture.allOf(IntStream.range(0, 40)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> end(job, "position = " + i)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        await(() -> receiver.requests().size() == 1);
        database.update("INSERT INTO ingest.artwork_end (tenant, job) VALUES ('cara', ?)", job);
        await(() -> count("SELECT count(*) FROM ingest.artwork_end") == 0);
        awaitQuiet();
        // Then
        assertThat(bodies("/all"))
                .singleElement()
                .satisfies(
                        body -> assertThat(body.getInt("data.counts.protected")).isEqualTo(40));
    }

    @Test
    void takesAJobForCompleteOnlyWhenItsManifestWasReadToItsEnd() throws Exception {
        // Given
        endpoint("/all", Map.of("events", List.of("job.completed")));
        UUID job = job("BULK", "QUEUED", 3, 1);
        database.update("UPDATE ingest.job SET closed = false WHERE id = ?", job);
        // When
        end(job, "true");
        await(() -> count("SELECT count(*) FROM ingest.artwork_end") == 0);
        // Then
        Thread.sleep(300);
        assertThat(receiver.requests()).isEmpty();
        // When
        database.update("UPDATE ingest.job SET closed = true WHERE id = ?", job);
        // Then
        await(() -> receiver.requests().size() == 1);
    }

    @Test
    void notesNothingForATenantWithoutEndpoints() {
        // When
        UUID job = job("BULK", "QUEUED", 3, 1);
        database.transaction(transaction -> {
            transaction.update("UPDATE ingest.artwork SET state = 'PROTECTED' WHERE job = ?", job);
            // Then
            assertThat(transaction.query(row -> row.getInt(1), "SELECT count(*) FROM ingest.artwork_end"))
                    .containsExactly(0);
            return true;
        });
    }

    @Test
    void removesMessagesThatAreOlderThanTheyAreKept() {
        // Given
        endpoint("/all", Map.of());
        refused(1);
        await(() -> messages("DELIVERED") == 2);
        upkeep.tidyBatch();
        assertThat(messages("DELIVERED")).isEqualTo(2);
        // When
        clock.advance(Duration.ofDays(31));
        upkeep.tidyBatch();
        // Then
        assertThat(count("SELECT count(*) FROM ingest.webhook_message")).isZero();
        assertThat(count("SELECT count(*) FROM ingest.webhook_attempt")).isZero();
    }

    @Test
    @Tag("long")
    void tellsOfAHundredThousandThatAreCancelledAtOnce() {
        // Given
        UUID silent = job("BULK", "QUEUED", 100_000, 100);
        long silentMs = cancelMs(silent);
        endpoint("/all", Map.of());
        UUID told = job("BULK", "QUEUED", 100_000, 100);
        // When
        long toldMs = cancelMs(told);
        long begun = System.nanoTime();
        await(() -> receiver.requests().size() == 101);
        long fannedOutMs = (System.nanoTime() - begun) / 1_000_000;
        // Then
        System.out.printf(
                "cancel without endpoint %d ms, with %d ms, told %d ms later%n", silentMs, toldMs, fannedOutMs);
        assertThat(bodies("/all").stream()
                        .mapToInt(body -> body.getInt("data.counts.abandoned"))
                        .sum())
                .isEqualTo(200_000);
        assertThat(count("SELECT count(*) FROM ingest.artwork_end")).isZero();
    }

    private static long cancelMs(UUID job) {
        long begun = System.nanoTime();
        platform().post("/v1/jobs/" + job + "/cancel").then().statusCode(200);
        return (System.nanoTime() - begun) / 1_000_000;
    }
}

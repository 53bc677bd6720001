package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import art.scumble.contract.CloakTask;
import art.scumble.contract.TaskEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DispatchTest extends IngestFixture {
    @Test
    void neverHasMoreOnTheBeltThanItsWindow() throws Exception {
        // Given
        List<Map<String, String>> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(entry(i + ".png"));
        }
        // When
        String job = submit(many);
        try (KafkaConsumer<String, String> belt = belt()) {
            int finished = 0;
            Set<UUID> seen = new HashSet<>();
            Instant limit = Instant.now().plusSeconds(60);
            while (finished < many.size() && Instant.now().isBefore(limit)) {
                for (ConsumerRecord<String, String> message : belt.poll(Duration.ofMillis(200))) {
                    CloakTask task = json.readValue(message.value(), CloakTask.class);
                    if (!task.job().toString().equals(job)) {
                        continue;
                    }
                    // Then
                    assertThat(seen.add(task.artwork().id())).isTrue();
                    assertThat(seen.size() - finished).isLessThanOrEqualTo(BusAndDatabase.WINDOW);
                    assertThat(message.key()).isEqualTo(task.artwork().id().toString());
                    assertThat(task.attempt()).isEqualTo(1);
                    assertThat(new String(
                                    message.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
                            .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")
                            .doesNotContain("0".repeat(16));
                    if (seen.size() - finished == BusAndDatabase.WINDOW || seen.size() == many.size()) {
                        int before = finished;
                        finished = seen.size();
                        List<UUID> all = List.copyOf(seen);
                        seen.forEach(id -> publish(finished(id, 1, protectedAs(BusAndDatabase.SHA))));
                        assertThat(before).isLessThan(all.size());
                    }
                }
            }
        }
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        assertThat(platform().get("/v1/jobs/" + job).jsonPath().getInt("counts.protected"))
                .isEqualTo(many.size());
        assertThat(count("SELECT count(*) FROM ingest.outbox")).isZero();
    }

    @Test
    void dispatchesWhatComesBackAgainButNotForEverIfItFails() {
        // Given
        List<UUID> artworks = dispatched();
        // When
        for (int attempt = 1; attempt <= 4; attempt++) {
            publish(givenBack(artworks.get(0), attempt, TaskEvent.Cause.STOPPING));
            int next = attempt + 1;
            await(() -> attempt(artworks.get(0)) == next);
        }
        for (int attempt = 1; attempt <= 3; attempt++) {
            publish(givenBack(artworks.get(1), attempt, TaskEvent.Cause.FAILED));
            int next = attempt + 1;
            await(() -> attempt(artworks.get(1)) == (next == 4 ? 0 : next));
        }
        // Then
        assertThat(count("SELECT count(*) FROM ingest.artwork WHERE suspect")).isEqualTo(1);
        platform()
                .get("/v1/artworks/" + artworks.get(1))
                .then()
                .body("state", equalTo("abandoned"))
                .body("code", equalTo("INTERNAL"))
                .body("reason", equalTo("Because."));
    }

    @Test
    void givesEachTenantItsShareByPredictedSecondsHoweverLongTheOthersBacklogIs() {
        // Given works that were found to take a second, and ten for each megapixel
        database.update("INSERT INTO ingest.work_rate VALUES ('BULK', 2, 1, 12, 1, 11)");
        backlog("large", 2_000, 4_000_000);
        backlog("small", 20, 4_000_000);
        backlog("tiny-pictures", 2_000, 40_000);
        // When
        for (int ended = 0; ended < 60; ended++) {
            await(() ->
                    count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == BusAndDatabase.WINDOW);
            database.update("""
                    UPDATE ingest.artwork SET state = 'PROTECTED' WHERE id IN (SELECT id FROM ingest.artwork
                        WHERE state = 'DISPATCHED' ORDER BY dispatched_at LIMIT 1)""");
        }
        // Then
        assertThat(given("tiny-pictures")).isGreaterThan(3 * given("large"));
        assertThat(given("small")).isBetween(given("large") - 2, given("large") + 2);
    }

    @Test
    void letsWhatFailedWaitLongerEachTime() {
        // Given
        List<UUID> artworks = dispatched();
        // When
        for (int attempt = 1; attempt <= 3; attempt++) {
            publish(givenBack(artworks.get(0), attempt, TaskEvent.Cause.DEPENDENCY_AWAY));
            int next = attempt + 1;
            await(() -> attempt(artworks.get(0)) == next);
        }
        // Then
        assertThat(count("SELECT setbacks FROM ingest.artwork ORDER BY setbacks DESC LIMIT 1"))
                .isEqualTo(3);
        assertThat(count("SELECT count(*) FROM ingest.artwork WHERE not_before > dispatched_at"))
                .isZero();
        publish(givenBack(artworks.get(0), 4, TaskEvent.Cause.DEPENDENCY_AWAY));
        await(() -> count("""
                SELECT count(*) FROM ingest.artwork
                WHERE state = 'QUEUED' AND not_before - updated_at = interval '1.6 seconds'""") == 1);
    }

    @Test
    void learnsWhatArtworksTakeAndHowManyEnd() {
        // Given
        List<UUID> artworks = dispatched();
        // When
        publish(finished(artworks.get(0), 1, protectedAs(BusAndDatabase.SHA)));
        // Then
        await(() -> count("SELECT count(*) FROM ingest.work_rate WHERE lane = 'BULK' AND seconds > 12") == 1);
        assertThat(count("SELECT round(ended) FROM ingest.belt WHERE lane = 'BULK'"))
                .isEqualTo(1);
    }

    private int given(String tenant) {
        return count("SELECT count(*) FROM ingest.artwork WHERE state <> 'QUEUED' AND tenant = '" + tenant + "'");
    }

    private void backlog(String tenant, int artworks, long pixels) {
        database.update("""
                WITH job AS (INSERT INTO ingest.job (id, tenant, idempotency_key, request_sha256, lane, created_at)
                    VALUES (?, ?, 'k', '', 'BULK', now()) RETURNING id, tenant)
                INSERT INTO ingest.artwork (id, job, tenant, position, reference, artist, lane, intensity, state,
                    not_before, updated_at, sha256, size_bytes, media_type, pixels)
                SELECT gen_random_uuid(), id, tenant, n, n::text, 'vincent', 'BULK', 'MEDIUM', 'QUEUED', now(), now(),
                    ?, 7, 'image/png', ? FROM job, generate_series(1, ?) AS n""", UUID.randomUUID(), tenant, BusAndDatabase.SHA.hex(), pixels, artworks);
    }
}

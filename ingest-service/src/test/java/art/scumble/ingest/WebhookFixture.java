package art.scumble.ingest;

import static io.restassured.RestAssured.given;

import art.scumble.contract.TransientFailure;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What webhook tests share: a server that is told, a clock that can be put forward, and artworks that end at once. */
abstract class WebhookFixture extends IngestFixture {
    @Inject
    VirtualClock clock;

    Receiver receiver;

    @BeforeEach
    void listen() {
        clock.reset();
        removeEndpoints();
        receiver = new Receiver("127.0.0.1", 0);
    }

    @AfterEach
    void stopListening() {
        removeEndpoints();
        receiver.close();
        clock.reset();
    }

    /** The loops may be at work on them: of two that wait for each other PostgreSQL sends one away. */
    private void removeEndpoints() {
        await(() -> {
            try {
                database.update("DELETE FROM ingest.webhook_endpoint");
                database.update("DELETE FROM ingest.artwork_end");
                return true;
            } catch (TransientFailure e) {
                return false;
            }
        });
    }

    String url(String path) {
        return "http://127.0.0.1:" + receiver.port() + path;
    }

    /** An endpoint at a path of the receiver's; {@code more} are members of the request. */
    JsonPath endpoint(String path, Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.putIfAbsent("url", url(path));
        return platform()
                .contentType(ContentType.JSON)
                .body(request)
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** An interactive job of so many artworks, all of which are refused at once. */
    UUID refused(int artworks) {
        return job("INTERACTIVE", "REFUSED", artworks, 1);
    }

    /** A job whose artworks are in a state, by so many artists in turn, and that no loop takes on. */
    UUID job(String lane, String state, int artworks, int artists) {
        UUID job = UUID.randomUUID();
        database.update("""
                INSERT INTO ingest.job (id, tenant, idempotency_key, request_sha256, lane, created_at)
                VALUES (?, 'cara', ?, '', ?, now())""", job, job.toString(), lane);
        database.update("""
                INSERT INTO ingest.artwork (id, job, tenant, position, reference, artist, lane, intensity, state, code,
                    held, not_before, updated_at)
                SELECT gen_random_uuid(), ?, 'cara', n, n || '.png', 'artist-' || n % ?, ?, 'MEDIUM', ?,
                    'UNSUPPORTED_FORMAT', true, now(), now() FROM generate_series(0, ? - 1) AS n""", job, artists, lane, state, artworks);
        return job;
    }

    /** Puts the clock forward to when the first of what waits is sent; false if nothing waits. */
    boolean advanceToNextAttempt() {
        awaitQuiet();
        return database.first(row -> row.getObject(1, OffsetDateTime.class), """
                        SELECT min(greatest(due_at, not_before)) FROM ingest.webhook_message
                        JOIN ingest.webhook_endpoint AS to_it ON to_it.id = endpoint
                        WHERE state = 'WAITING' HAVING count(*) > 0""")
                .map(due -> {
                    Duration rest =
                            Duration.between(clock.instant(), due.toInstant()).plusMillis(10);
                    clock.advance(rest.isNegative() ? Duration.ZERO : rest);
                    return true;
                })
                .orElse(false);
    }

    /** Waits until what is due was sent, and nothing is on its way. */
    void awaitQuiet() {
        await(() -> database.first(row -> row.getInt(1), """
                        SELECT count(*) FROM ingest.webhook_message JOIN ingest.webhook_endpoint AS to_it
                            ON to_it.id = endpoint WHERE state = 'SENDING'
                            OR state = 'WAITING' AND due_at <= ? AND not_before <= ? AND disabled_at IS NULL""", at(clock.instant()), at(clock.instant()))
                        .orElseThrow()
                == 0);
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    int messages(String state) {
        return database.first(
                        row -> row.getInt(1), "SELECT count(*) FROM ingest.webhook_message WHERE state = ?", state)
                .orElseThrow();
    }

    static RequestSpecification stranger() {
        return given().header("Authorization", "Bearer " + BusAndDatabase.STRANGER);
    }
}

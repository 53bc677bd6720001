package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Sha256;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.TenantId;
import art.scumble.ingest.outcome.TaskEventChannel;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutcomesTest extends IngestFixture {
    @Inject
    @Liveness
    TaskEventChannel channel;

    @Test
    void saysThatItIsNotAliveWhileOneEventHoldsUpAllOthersAndThenGoesOn() {
        // Given
        String job = submit(List.of(entry("a.png")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 1);
        UUID artwork = UUID.fromString(artworks(job).getString("artworks[0].id"));
        // When
        database.transaction(transaction -> {
            transaction.update("LOCK TABLE ingest.artwork IN ACCESS EXCLUSIVE MODE");
            publish(finished(artwork, 1, protectedAs(BusAndDatabase.SHA)));
            // Then
            await(() -> inAMinute() == HealthCheckResponse.Status.DOWN);
            return true;
        });
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        await(() -> inAMinute() == HealthCheckResponse.Status.UP);
    }

    private HealthCheckResponse.Status inAMinute() {
        return channel.response(Instant.now().plusSeconds(61)).getStatus();
    }

    @Test
    void countsAnOutcomeOnceAndSkipsWhatIsNoEvent() {
        // Given
        String job = submit(List.of(entry("a.png"), entry("b.png")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 2);
        UUID first = UUID.fromString(artworks(job).getString("artworks[0].id"));
        UUID last = UUID.fromString(artworks(job).getString("artworks[1].id"));
        Sha256 late = Sha256.of(new byte[] {2});
        // When
        send(first, "no json at all");
        send(first, "null");
        send(first, null);
        send(first, "{\"event\":\"started\",\"schemaVersion\":1}");
        send(first, "{\"event\":\"finished\",\"schemaVersion\":1,\"artwork\":\"" + first + "\",\"attempt\":1}");
        publish(new TaskEvent.Started(1, CARA, first, 1, "w\0", Instant.now()));
        publish(new TaskEvent.Started(1, CARA, first, 1, "w1", Instant.now()));
        publish(finished(first, 2, new CloakOutcome.Abandoned(FailureCode.INTERNAL, "another attempt")));
        publish(new TaskEvent.Finished(1, new TenantId("other"), first, 1, "w1", Instant.now(), protectedAs(late)));
        publish(finished(first, 1, protectedAs(BusAndDatabase.SHA)));
        publish(finished(first, 1, protectedAs(late)));
        publish(new TaskEvent.Started(1, CARA, first, 1, "w2", Instant.now()));
        publish(finished(last, 1, new CloakOutcome.Refused(FailureCode.TOO_FEW_PIXELS, "tiny")));
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        // Then
        platform()
                .get("/v1/artworks/" + first)
                .then()
                .body("state", equalTo("protected"))
                .body("worker", equalTo("w1"))
                .body("result.sha256", equalTo(BusAndDatabase.SHA.hex()))
                .body("report.style", equalTo("monet"));
        platform().get("/v1/artworks/" + last).then().body("code", equalTo("TOO_FEW_PIXELS"));
        platform()
                .redirects()
                .follow(false)
                .get("/v1/artworks/" + first + "/result")
                .then()
                .statusCode(303)
                .header("Location", "http://127.0.0.1/result");
    }

    @Test
    void endsAnArtworkWhoseOutcomeTheDatabaseDoesNotTake() {
        // Given
        String job = submit(List.of(entry("a.png"), entry("b.png")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 2);
        UUID first = UUID.fromString(artworks(job).getString("artworks[0].id"));
        UUID last = UUID.fromString(artworks(job).getString("artworks[1].id"));
        CloakOutcome refusal = new CloakOutcome.Refused(FailureCode.CORRUPT_IMAGE, "chunk \0\0 is\nnone");
        // When
        publish(new TaskEvent.Finished(1, CARA, first, 1, "w\0", Instant.now(), refusal));
        publish(finished(last, 1, refusal));
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        // Then
        JsonPath page = artworks(job);
        assertThat(page.<String>getList("artworks.state")).containsExactly("abandoned", "refused");
        assertThat(page.<String>getList("artworks.code")).containsExactly("INTERNAL", "CORRUPT_IMAGE");
        assertThat(page.getString("artworks[1].reason")).isEqualTo("chunk ?? is?none");
    }
}

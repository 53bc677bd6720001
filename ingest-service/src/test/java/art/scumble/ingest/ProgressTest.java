package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.FailureCode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProgressTest extends IngestFixture {
    @Test
    void oneRequestListsWhatFailedByTheirOwnReferences() {
        // Given
        String job = ended();
        // Then
        platform()
                .get("/v1/jobs/" + job + "/artworks?state=refused&state=abandoned")
                .then()
                .statusCode(200)
                .body("artworks.reference", equalTo(List.of("bad, \"very\".gif", "c")))
                .body("artworks.code", equalTo(List.of("UNSUPPORTED_FORMAT", "INTERNAL")))
                .body("artworks[0].advice", equalTo(FailureCode.UNSUPPORTED_FORMAT.advice()));
        platform()
                .get("/v1/jobs/" + job + "/artworks?code=internal")
                .then()
                .body("artworks.reference", equalTo(List.of("c")));
        platform()
                .get("/v1/jobs/" + job + "/artworks?reference=a&artist=vincent")
                .then()
                .body("artworks.reference", equalTo(List.of("a")));
        platform().get("/v1/jobs/" + job + "/artworks?state=lost").then().statusCode(400);
    }

    @Test
    void outcomesAreExportedAsLinesAndAsATable() {
        // Given
        String job = ended();
        // When
        String lines = platform().get("/v1/jobs/" + job + "/outcomes").asString();
        String table = platform().get("/v1/jobs/" + job + "/outcomes.csv").asString();
        // Then
        assertThat(lines.lines()).hasSize(3).allMatch(line -> line.startsWith("{\"id\":"));
        assertThat(table.lines())
                .hasSize(4)
                .first()
                .isEqualTo("reference,artist,state,code,reason,advice,sha256,sizeBytes,mediaType,artwork,simulated");
        assertThat(table).contains("\"bad, \"\"very\"\".gif\",vincent,refused,UNSUPPORTED_FORMAT,");
    }

    @Test
    void tellsHowFastAJobGoesAndHowLongItWillTake() throws Exception {
        // Given
        String job = submit(List.of(entry("a"), entry("b"), entry("c"), entry("d")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 3);
        platform().get("/v1/jobs/" + job).then().body("progress", nullValue());
        database.update("UPDATE ingest.artwork SET pixels = 1000000");
        UUID first = UUID.fromString(artworks(job).getString("artworks.find { it.state == 'dispatched' }.id"));
        // When
        publish(finished(first, 1, protectedAs(BusAndDatabase.SHA)));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'PROTECTED'") == 1);
        database.update("UPDATE ingest.artwork SET dispatched_at = now() - interval '20 seconds'");
        // Then one took twenty seconds, and three are left
        int left = platform().get("/v1/jobs/" + job).jsonPath().getInt("progress.secondsLeft");
        assertThat(left).isBetween(58, 75);
        // And when another is refused after its search, which was work as well
        UUID second = UUID.fromString(artworks(job).getString("artworks.find { it.state == 'dispatched' }.id"));
        publish(finished(second, 1, new CloakOutcome.Refused(FailureCode.BELOW_EFFECT_FLOOR, "It does too little.")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'REFUSED'") == 1);
        database.update("UPDATE ingest.artwork SET dispatched_at = now() - interval '20 seconds'");
        // Then
        assertThat(platform().get("/v1/jobs/" + job).jsonPath().getInt("progress.secondsLeft"))
                .isBetween(19, 30);
    }

    @Test
    void progressIsStreamedUntilTheEnd() throws Exception {
        // Given
        String job = submit(List.of(entry("a")));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/jobs/" + job + "/events"))
                .header("Authorization", "Bearer " + BusAndDatabase.KEY)
                .build();
        // When
        try (HttpClient client = HttpClient.newHttpClient()) {
            var stream = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 1);
            Thread.sleep(1500);
            publish(finished(
                    UUID.fromString(artworks(job).getString("artworks[0].id")), 1, protectedAs(BusAndDatabase.SHA)));
            String events = stream.get(20, TimeUnit.SECONDS).body();
            // Then
            List<String> data =
                    events.lines().filter(line -> line.startsWith("data:")).toList();
            assertThat(data).hasSizeBetween(2, 4);
            assertThat(data.getFirst()).contains("\"finished\":false");
            assertThat(data.getLast()).contains("\"finished\":true");
        }
    }

    @Test
    void aStrangersJobHasNoStream() {
        platform().get("/v1/jobs/" + UUID.randomUUID() + "/events").then().statusCode(404);
    }

    private String ended() {
        String job = submit(List.of(
                entry("a"),
                Map.of("reference", "bad, \"very\".gif", "artist", "vincent", "sourceKey", "b.gif"),
                entry("c")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 2);
        List<UUID> ids = artworks(job).<String>getList("artworks.id").stream()
                .map(UUID::fromString)
                .toList();
        publish(finished(ids.get(0), 1, protectedAs(BusAndDatabase.SHA)));
        publish(finished(ids.get(2), 1, new CloakOutcome.Abandoned(FailureCode.INTERNAL, "Who knows.")));
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        return job;
    }
}

package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SameWorkTest extends IngestFixture {
    @Test
    void theSameWorkIsProtectedOnceAndEndsEverywhere() {
        // Given
        String first = submit(List.of(entry("a.png")));
        await(() -> "dispatched".equals(stateOf(first)));
        // When
        String second = submit(List.of(entry("a.png#again")));
        await(() -> "following".equals(stateOf(second)));
        publish(finished(idOf(first), 1, protectedAs(BusAndDatabase.SHA)));
        // Then
        await(() -> "protected".equals(stateOf(second)));
        String third = submit(List.of(entry("a.png#and-again")));
        await(() -> "protected".equals(stateOf(third)));
        for (String job : List.of(second, third)) {
            platform()
                    .get("/v1/artworks/" + idOf(job))
                    .then()
                    .body("sameAs", equalTo(idOf(first).toString()))
                    .body("result.sha256", equalTo(BusAndDatabase.SHA.hex()));
            platform()
                    .redirects()
                    .follow(false)
                    .get("/v1/artworks/" + idOf(job) + "/result")
                    .then()
                    .statusCode(303);
        }
        assertThat(count("SELECT count(*) FROM ingest.artwork WHERE attempt > 0 AND same_as IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void anotherArtistOrIntensityIsAnotherWork() {
        // Given
        String first = submit(List.of(entry("a.png")));
        await(() -> "dispatched".equals(stateOf(first)));
        // When
        String other = submit(List.of(
                Map.of("reference", "1", "artist", "claude", "sourceKey", "a.png"),
                Map.of("reference", "2", "artist", "vincent", "sourceKey", "a.png", "intensity", "high")));
        // Then
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 3);
        assertThat(artworks(other).getList("artworks.sameAs")).containsOnlyNulls();
    }

    @Test
    void aJobThatInsistsIsProtectedAnew() {
        // Given
        String first = submit(List.of(entry("a.png")));
        await(() -> "dispatched".equals(stateOf(first)));
        publish(finished(idOf(first), 1, protectedAs(BusAndDatabase.SHA)));
        await(() -> "protected".equals(stateOf(first)));
        // When
        String second = platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body(Map.of("force", true, "artworks", List.of(entry("a.png"))))
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .body("force", equalTo(true))
                .extract()
                .path("id");
        // Then
        await(() -> "dispatched".equals(stateOf(second)));
    }

    @Test
    void whenTheFirstIsCancelledTheNextTakesItsPlace() {
        // Given
        String first = submit(List.of(entry("a.png")));
        await(() -> "dispatched".equals(stateOf(first)));
        String second = submit(List.of(entry("a.png#again")));
        String third = submit(List.of(entry("a.png#and-again")));
        await(() -> "following".equals(stateOf(second)) && "following".equals(stateOf(third)));
        // When
        platform().post("/v1/jobs/" + first + "/cancel").then().statusCode(200);
        // Then
        await(() -> List.of(stateOf(second), stateOf(third)).containsAll(List.of("dispatched", "following")));
        String leader = stateOf(second).equals("dispatched") ? second : third;
        publish(finished(idOf(leader), 1, new CloakOutcome.Refused(FailureCode.TRUNCATED, "it ends early")));
        await(() -> "refused".equals(stateOf(second)) && "refused".equals(stateOf(third)));
        assertThat(artworks(third).getString("artworks[0].code")).isEqualTo("TRUNCATED");
    }

    @Test
    void aProtectedFileIsNotProtectedOnceMore() {
        // Given
        String first = submit(List.of(entry("a.png")));
        await(() -> "dispatched".equals(stateOf(first)));
        publish(finished(idOf(first), 1, protectedAs(sourceHash("protected.png"))));
        await(() -> "protected".equals(stateOf(first)));
        // When
        String again = submit(List.of(Map.of("reference", "x", "artist", "claude", "sourceKey", "protected.png")));
        // Then
        await(() -> "refused".equals(stateOf(again)));
        platform()
                .get("/v1/artworks/" + idOf(again))
                .then()
                .body("code", equalTo("ALREADY_PROTECTED"))
                .body("reason", containsString("a.png"));
    }

    private static Sha256 sourceHash(String key) {
        return Sha256.of(("{\"tenant\":\"cara\",\"sourceKey\":\"" + key + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static String stateOf(String job) {
        return artworks(job).getString("artworks[0].state");
    }

    private static UUID idOf(String job) {
        return UUID.fromString(artworks(job).getString("artworks[0].id"));
    }
}

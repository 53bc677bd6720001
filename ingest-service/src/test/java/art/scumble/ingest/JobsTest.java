package art.scumble.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import art.scumble.contract.FailureCode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobsTest extends IngestFixture {
    @Test
    void letsOnlyKnownPlatformsIn() {
        given().get("/v1/jobs/" + UUID.randomUUID()).then().statusCode(401).contentType("application/problem+json");
        given().header("Authorization", "Bearer nobody's")
                .get("/v1/jobs/" + UUID.randomUUID())
                .then()
                .statusCode(401);
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void acceptsTheSameRequestOnceAlsoWhenManySendItAtOnce() throws Exception {
        // Given
        String key = UUID.randomUUID().toString();
        Callable<String> submission = () ->
                submit(key, List.of(entry("a.png"))).statusCode(202).extract().path("id");
        // When
        Set<String> jobs = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(Collections.nCopies(16, submission))) {
                jobs.add(answer.get());
            }
        }
        // Then
        assertThat(jobs).hasSize(1);
        assertThat(count("SELECT count(*) FROM ingest.artwork")).isEqualTo(1);
        submit(key, List.of(entry("b.png"))).statusCode(422).contentType("application/problem+json");
    }

    @Test
    void showsAJobAndItsArtworksToItsTenantOnly() {
        // Given
        String job = submit(List.of(entry("a.png")));
        String artwork = artworks(job).getString("artworks[0].id");
        // When
        RequestSpecification stranger = given().header("Authorization", "Bearer " + BusAndDatabase.STRANGER);
        // Then
        platform().get("/v1/jobs/" + job).then().statusCode(200).body("id", equalTo(job));
        stranger.get("/v1/jobs/" + job).then().statusCode(404).contentType("application/problem+json");
        stranger.get("/v1/jobs/" + job + "/artworks").then().statusCode(404);
        stranger.get("/v1/artworks/" + artwork).then().statusCode(404);
        stranger.get("/v1/artworks/" + artwork + "/result").then().statusCode(404);
    }

    @Test
    void refusesWhatIsNoJobWithAProblem() {
        platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body("{\"artworks\":[")
                .post("/v1/jobs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        submit("k", List.of()).statusCode(400).contentType("application/problem+json");
        platform()
                .contentType(ContentType.JSON)
                .body(Map.of("artworks", List.of(entry("a.png"))))
                .post("/v1/jobs")
                .then()
                .statusCode(400);
    }

    @Test
    void endsBadEntriesAsRefusedAndGoesOnWithTheOthers() {
        // Given
        Map<String, String> zero = Map.of("reference", "z\0", "artist", "vin\0cent/", "sourceKey", "z.png");
        Map<String, String> neither = Map.of("reference", "n", "artist", "vincent");
        Map<String, String> upload = Map.of("reference", "u", "artist", "vincent", "upload", "no uuid");
        // When
        String job = submit(List.of(zero, neither, upload, entry("x.gif"), entry("a.png")));
        await(() -> "dispatched".equals(artworks(job).getString("artworks[4].state")));
        await(() -> "refused".equals(artworks(job).getString("artworks[3].state")));
        // Then
        JsonPath page = artworks(job);
        assertThat(page.<String>getList("artworks.code"))
                .containsExactly("BAD_ARTIST_ID", "BAD_REQUEST", "BAD_REQUEST", "UNSUPPORTED_FORMAT", null);
        assertThat(page.getString("artworks[3].advice")).isEqualTo(FailureCode.UNSUPPORTED_FORMAT.advice());
        platform()
                .get("/v1/artworks/" + page.getString("artworks[3].id") + "/result")
                .then()
                .statusCode(409);
    }

    @Test
    void keepsWaitingForAStoreThatIsAway() {
        // Given
        String job = submit(List.of(entry("away.png")));
        // When
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE not_before > now()") == 1);
        // Then
        assertThat(artworks(job).getString("artworks[0].state")).isEqualTo("received");
    }

    @Test
    void pagesThroughTheArtworksInTheirOrder() {
        // Given
        String job = submit(List.of(entry("a.png"), entry("b.png"), entry("c.png")));
        // When
        JsonPath page = platform().get("/v1/jobs/" + job + "/artworks?limit=2").jsonPath();
        JsonPath rest = platform()
                .get("/v1/jobs/" + job + "/artworks?limit=2&after=" + page.getString("next"))
                .jsonPath();
        // Then
        assertThat(page.<String>getList("artworks.reference")).containsExactly("a.png", "b.png");
        assertThat(rest.<String>getList("artworks.reference")).containsExactly("c.png");
        assertThat(rest.getString("next")).isNull();
    }
}

package art.scumble.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import art.scumble.catalog.assignment.Assignments;
import art.scumble.catalog.style.Style;
import art.scumble.catalog.style.StyleShelf;
import art.scumble.contract.ArtistId;
import art.scumble.contract.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogDatabase.class)
class CatalogTest {
    private static final String TAEF2 = "8dcfa55ab44c953ef26a35c843b8960b5a6ff091beaf2289c171a94b35171539";

    @Inject
    StyleShelf shelf;

    @Inject
    Assignments assignments;

    @Test
    void knowsAtLeastEightStylesMeasuredWithTaef2() {
        given().header("Authorization", "Bearer " + CatalogDatabase.TOKEN)
                .get("/v1/styles")
                .then()
                .statusCode(200)
                .body("size()", greaterThanOrEqualTo(8));
        assertThat(shelf.measuredWith(TAEF2)).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void givesAnArtistTheSameStyleEveryTimeAlsoWhenManyAskAtOnce() throws Exception {
        // Given
        Callable<String> ask = () -> style("cara", "vincent", List.of());
        Set<String> answers = new HashSet<>();
        // When
        try (var threads = Executors.newFixedThreadPool(10)) {
            for (var answer : threads.invokeAll(Collections.nCopies(20, ask))) {
                answers.add(answer.get());
            }
        }
        // Then
        assertThat(answers).hasSize(1);
        assertThat(style(
                        "cara",
                        "vincent",
                        shelf.measuredWith(TAEF2)
                                .getFirst()
                                .encoders()
                                .get(TAEF2)
                                .layers()))
                .isEqualTo(answers.iterator().next());
    }

    @Test
    void drawsAgainForAnArtistWhoseStyleIsNoLongerThere() {
        // Given
        assignments.propose(new TenantId("cara"), new ArtistId("forgotten"), "a-style-of-yesterday");
        // When
        String drawn = style("cara", "forgotten", List.of());
        // Then
        assertThat(shelf.byId(drawn)).isPresent();
        assertThat(style("cara", "forgotten", List.of())).isEqualTo(drawn);
    }

    @Test
    void neverGivesAnArtistTheirOwnStyle() {
        for (Style own : shelf.measuredWith(TAEF2)) {
            // Given
            List<Style.Layer> descriptor = own.encoders().get(TAEF2).layers();
            for (int i = 0; i < 4; i++) {
                // When
                String given = style("cara", own.id() + i, descriptor);
                // Then
                assertThat(given).isNotEqualTo(own.id());
            }
        }
    }

    @Test
    void pushesAllWorksOfAnArtistOneWayAndTheNextArtistsAnother() {
        // When
        List<Float> vincent = push("cara", "vincent");
        // Then
        assertThat(vincent)
                .hasSize(shelf.measuredWith(TAEF2)
                        .getFirst()
                        .encoders()
                        .get(TAEF2)
                        .layers()
                        .getFirst()
                        .mean()
                        .length);
        assertThat(push("cara", "vincent")).isEqualTo(vincent);
        assertThat(push("cara", "paul")).isNotEqualTo(vincent);
        assertThat(push("museum", "vincent")).isNotEqualTo(vincent);
    }

    private static List<Float> push(String tenant, String artist) {
        return ask(Map.of("tenant", tenant, "artist", artist, "encoder", TAEF2))
                .statusCode(200)
                .extract()
                .path("push[0].mean");
    }

    @Test
    void keysTheArtistsPatternsApart() {
        // Given
        String key = patternKey("cara", "vincent");
        // Then
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(patternKey("cara", "vincent")).isEqualTo(key);
        assertThat(patternKey("cara", "paul")).isNotEqualTo(key);
        assertThat(patternKey("museum", "vincent")).isNotEqualTo(key);
    }

    private static String patternKey(String tenant, String artist) {
        return ask(Map.of("tenant", tenant, "artist", artist, "encoder", TAEF2))
                .statusCode(200)
                .extract()
                .path("patternKey");
    }

    @Test
    void saysWhatIsMissingForAnEncoderThatNoStyleWasMeasuredWith() {
        ask(Map.of("tenant", "cara", "artist", "a", "encoder", "0".repeat(64))).statusCode(404);
        ask(Map.of("tenant", "cara", "artist", "/../", "encoder", TAEF2)).statusCode(400);
        given().get("/v1/styles").then().statusCode(401);
    }

    private static String style(String tenant, String artist, List<Style.Layer> descriptor) {
        Map<String, Object> request = new HashMap<>(Map.of("tenant", tenant, "artist", artist, "encoder", TAEF2));
        if (!descriptor.isEmpty()) {
            request.put("descriptor", descriptor);
        }
        return ask(request).statusCode(200).extract().path("style");
    }

    private static ValidatableResponse ask(Map<String, Object> request) {
        return given().header("Authorization", "Bearer " + CatalogDatabase.TOKEN)
                .contentType(ContentType.JSON)
                .body(request)
                .post("/v1/assignments")
                .then();
    }
}

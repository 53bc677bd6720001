package art.scumble.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import art.scumble.catalog.assignment.Assignments;
import art.scumble.catalog.style.Style;
import art.scumble.catalog.style.StyleShelf;
import art.scumble.contract.ArtistId;
import art.scumble.contract.PatternKey;
import art.scumble.contract.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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

    /** Of our own styles, since they have more in common than numbers that are drawn. */
    @Test
    void pushesFewArtistsNearlyTheSameWay() {
        // Given
        List<List<Style.Layer>> pushes = IntStream.range(0, 60)
                .mapToObj(artist -> shelf.push(TAEF2, new PatternKey(new byte[] {(byte) artist})))
                .toList();
        for (int layer = 0; layer < pushes.getFirst().size(); layer++) {
            List<Double> cosines = new ArrayList<>();
            for (int i = 0; i < pushes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    cosines.add(cosine(pushes.get(i).get(layer), pushes.get(j).get(layer)));
                }
            }
            Collections.sort(cosines);
            // Then
            assertThat(cosines.get(cosines.size() / 2)).isBetween(0.2, 0.5);
            assertThat(cosines.get(cosines.size() * 95 / 100)).isLessThan(0.8);
        }
    }

    private static double cosine(Style.Layer a, Style.Layer b) {
        return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
    }

    private static double product(Style.Layer a, Style.Layer b) {
        double sum = 0;
        for (int c = 0; c < a.mean().length; c++) {
            sum += a.mean()[c] * b.mean()[c] + a.deviation()[c] * b.deviation()[c];
        }
        return sum;
    }

    private static List<Float> push(String tenant, String artist) {
        return ask(Map.of("tenant", tenant, "artist", artist, "encoder", TAEF2))
                .statusCode(200)
                .extract()
                .path("artistPush[0].mean");
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

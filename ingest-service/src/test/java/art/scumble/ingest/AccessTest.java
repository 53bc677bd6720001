package art.scumble.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessTest extends IngestFixture {
    private static final List<String> SCOPES = List.of("read", "submit", "control", "webhooks", "keys");

    @Test
    void aKeyIsShownOnceAndOnlyItsHashIsKept() {
        // When
        JsonPath made = newKey(platform(), SCOPES);
        // Then
        String secret = made.getString("secret");
        as(secret).get("/v1/keys").then().statusCode(200);
        assertThat(as(secret).get("/v1/keys").asString()).doesNotContain(secret);
        assertThat(count("SELECT count(*) FROM ingest.api_key WHERE api_key::text LIKE '%" + secret + "%'"))
                .isZero();
    }

    @Test
    void aRotatedKeyAndTheNewOneBothWorkUntilTheGraceEnds() {
        // Given
        JsonPath old = newKey(platform(), List.of("read"));
        // When
        String secret = platform()
                .post("/v1/keys/" + old.getString("id") + "/rotate?graceSeconds=600")
                .then()
                .statusCode(201)
                .body("scopes", equalTo(List.of("read")))
                .extract()
                .path("secret");
        // Then
        as(secret).get("/v1/jobs/" + UUID.randomUUID()).then().statusCode(404);
        as(old.getString("secret")).get("/v1/jobs/" + UUID.randomUUID()).then().statusCode(404);
        // And when the grace is over
        database.update("UPDATE ingest.api_key SET ends_at = now() WHERE id = ?", UUID.fromString(old.getString("id")));
        // Then
        as(old.getString("secret")).get("/v1/jobs/" + UUID.randomUUID()).then().statusCode(401);
    }

    @Test
    void aRevokedKeyIsUnknownAtOnce() {
        // Given
        JsonPath key = newKey(platform(), List.of("keys"));
        // When
        platform().delete("/v1/keys/" + key.getString("id")).then().statusCode(204);
        // Then
        as(key.getString("secret")).get("/v1/keys").then().statusCode(401);
    }

    @Test
    void aKeyNeedsTheScopeOfTheOperation() {
        // Given
        String reader = newKey(platform(), List.of("read")).getString("secret");
        // Then
        as(reader)
                .post("/v1/uploads")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scumble:problem:forbidden"));
    }

    @Test
    void noTenantMakesItselfTheOperator() {
        platform()
                .contentType(ContentType.JSON)
                .body(Map.of("label", "x", "scopes", List.of("read", "operator")))
                .post("/v1/keys")
                .then()
                .statusCode(400);
        platform().get("/v1/operator/tenants").then().statusCode(403);
    }

    @Test
    void theOperatorLetsATenantInAndGivesItAKey() {
        // When
        operator()
                .contentType(ContentType.JSON)
                .body(Map.of("sandbox", true, "openArtworks", 5))
                .put("/v1/operator/tenants/deviant")
                .then()
                .statusCode(200)
                .body("limits.openArtworks", equalTo(5));
        String secret = operator()
                .contentType(ContentType.JSON)
                .body(Map.of("label", "first", "scopes", SCOPES))
                .post("/v1/operator/tenants/deviant/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        // Then
        as(secret).get("/v1/keys").then().statusCode(200).body("", hasSize(1));
    }

    @Test
    void theOperatorHasNoTenantsThings() {
        operator().get("/v1/jobs/" + UUID.randomUUID()).then().statusCode(403);
    }

    @Test
    void aTokenOfTheIssuerSpeaksForTheTenantThatItNames() {
        // Given
        String job = submit(List.of(entry("a.png")));
        // Then
        as(BusAndDatabase.ISSUER.token("cara", "read openid"))
                .get("/v1/jobs/" + job)
                .then()
                .statusCode(200);
        as(BusAndDatabase.ISSUER.token("other", "read"))
                .get("/v1/jobs/" + job)
                .then()
                .statusCode(404);
        as(BusAndDatabase.ISSUER.token("cara", "submit operator"))
                .get("/v1/jobs/" + job)
                .then()
                .statusCode(403);
    }

    @Test
    void refusesTokensThatAreNotMeantForUsOrNotGenuine() {
        for (String token : List.of(
                BusAndDatabase.ISSUER.tokenFor("somebody-else"),
                BusAndDatabase.ISSUER.forgedToken(),
                BusAndDatabase.ISSUER.expiredToken(),
                BusAndDatabase.ISSUER.token("nobody", "read"),
                BusAndDatabase.ISSUER.token("Robert'); DROP TABLE", "read"))) {
            as(token)
                    .get("/v1/keys")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:scumble:problem:unauthenticated"));
        }
    }

    @Test
    void aTenantThatAsksTooOftenHearsWhenToAskAgain() {
        // Given
        operator()
                .contentType(ContentType.JSON)
                .body(Map.of("requestsPerSecond", 1))
                .put("/v1/operator/tenants/hasty")
                .then()
                .statusCode(200);
        String secret = operator()
                .contentType(ContentType.JSON)
                .body(Map.of("label", "first", "scopes", SCOPES))
                .post("/v1/operator/tenants/hasty/keys")
                .jsonPath()
                .getString("secret");
        // When
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            answers.merge(as(secret).get("/v1/keys").statusCode(), 1, Integer::sum);
        }
        // Then
        assertThat(answers).containsOnlyKeys(200, 429);
        as(secret).get("/v1/keys").then().header("Retry-After", equalTo("1"));
        platform().get("/v1/keys").then().statusCode(200);
    }

    private static JsonPath newKey(RequestSpecification caller, List<String> scopes) {
        return caller.contentType(ContentType.JSON)
                .body(Map.of("label", "test", "scopes", scopes))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification operator() {
        return as(BusAndDatabase.OPERATOR);
    }

    private static RequestSpecification as(String bearer) {
        return given().header("Authorization", "Bearer " + bearer);
    }
}

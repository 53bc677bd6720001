package art.scumble.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.embedded.EmbeddedServers.Server;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong around the gateway, and what strangers and operators see. */
@QuarkusTest
@QuarkusTestResource(StoreAndDatabase.class)
class GatewayEdgesTest {
    @TempDir
    Path folder;

    @Inject
    ObjectStore store;

    @BeforeEach
    void waitsForTheBucket() throws Exception {
        assertThat(readinessBecomes(200)).isTrue();
    }

    @Test
    void signsForPlatformsAndWorkersUnderTheirOwnNamesOfTheStore() {
        // When
        String outside = Calls.post("ingest", "/v1/tickets/upload", Map.of("tenant", "cara"))
                .extract()
                .path("url");
        String inside = Calls.post("worker", "/v1/tickets/result", result(UUID.randomUUID()))
                .extract()
                .path("url");
        // Then
        assertThat(outside)
                .startsWith(StoreAndDatabase.OUTSIDE + "/scumble/tenants/cara/")
                .contains("eu-central-1");
        assertThat(inside).startsWith(StoreAndDatabase.servers().s3Endpoint() + "/scumble/tenants/cara/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b.png"})
    void neverAdmitsAnotherObjectForAKeyThatTheStoreFolds(String key) throws Exception {
        // Given
        byte[] other = picture("other than " + key);
        byte[] own = picture("own " + key);
        write("a b.png", other);
        write(key, own);
        // When
        ValidatableResponse answer = admit(Map.of("tenant", "folds", "sourceKey", key));
        // Then
        if (answer.extract().statusCode() == 200) {
            answer.body("sha256", equalTo(Sha256.of(own).hex()));
        } else {
            answer.statusCode(422).body("code", equalTo("SOURCE_MISSING"));
        }
    }

    @Test
    void admitsTheLongestKeyThatFitsAndRefusesOneOf1024Bytes() throws Exception {
        // Given
        String key = ("d".repeat(200) + "/").repeat(4) + "d".repeat(1024 - 804 - "tenants/folds/source/".length());
        write(key, picture("long"));
        // Then
        admit(Map.of("tenant", "folds", "sourceKey", key)).statusCode(200);
        admit(Map.of("tenant", "folds", "sourceKey", "x".repeat(1024)))
                .statusCode(422)
                .body("code", equalTo("BAD_REQUEST"))
                .body("detail", containsString("1024"));
    }

    @Test
    void hasNoDownloadOfAnAttemptThatNeverGotATicket() {
        Calls.post("ingest", "/v1/tickets/download", result(UUID.randomUUID()))
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void letsEachCallerInOnlyWhereItBelongs() {
        given().contentType("application/json")
                .body(Map.of("tenant", "cara"))
                .post("/v1/tickets/upload")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer");
        Calls.post("guessed", "/v1/tickets/upload", Map.of("tenant", "cara")).statusCode(401);
        Calls.post("worker", "/v1/tickets/upload", Map.of("tenant", "cara")).statusCode(403);
        Calls.post("ingest", "/v1/tickets/result", result(UUID.randomUUID())).statusCode(403);
    }

    @Test
    void explainsMalformedBodiesWithoutNamingItsClasses() {
        Calls.post("ingest", "/v1/tickets/upload", Map.of())
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("tenant"));
        Calls.post("ingest", "/v1/admissions", Map.of("tenant", "cara", "upload", 7.5))
                .statusCode(400)
                .contentType("application/problem+json");
        String detail = Calls.post("ingest", "/v1/tickets/upload", Map.of("tenant", "../etc"))
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .path("detail");
        assertThat(detail).contains("lower-case letters").doesNotContain("art.scumble");
        Calls.post("ingest", "/v1/admissions", "{").statusCode(400);
        Calls.post("ingest", "/v1/admissions", "x".repeat(1_100_000)).statusCode(413);
    }

    @Test
    void countsAndDescribesItself() throws Exception {
        admit(Map.of("tenant", "cara", "upload", uploaded(picture("counted")))).statusCode(200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("scumble_gateway_admissions_total{result=\"admitted\"}"))
                .body(containsString("scumble_gateway_tickets_total{kind=\"upload\"}"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/admissions"));
    }

    @Test
    void saysSoWhileTheStoreIsAwayAndGoesOnAfterwards() throws Exception {
        // Given
        String upload = uploaded(picture("patient"));
        StoreAndDatabase.servers().kill(Server.S3);
        try {
            // When
            ValidatableResponse answer = admit(Map.of("tenant", "cara", "upload", upload));
            // Then
            answer.statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("STORE_UNAVAILABLE"));
            assertThat(readinessBecomes(503)).isTrue();
        } finally {
            StoreAndDatabase.servers().restart(Server.S3);
        }
        assertThat(readinessBecomes(200)).isTrue();
        admit(Map.of("tenant", "cara", "upload", upload)).statusCode(200);
    }

    private static boolean readinessBecomes(int status) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(end)) {
            if (given().get("/q/health/ready").statusCode() == status) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    private static Map<String, Object> result(UUID artwork) {
        String sha256 = "ab".repeat(32);
        return Map.of("tenant", "cara", "artwork", artwork, "attempt", 1, "sha256", sha256, "mediaType", "image/png");
    }

    private static String uploaded(byte[] file) throws Exception {
        ValidatableResponse ticket = Calls.post("ingest", "/v1/tickets/upload", Map.of("tenant", "cara"));
        String url = ticket.extract().path("url");
        assertThat(Outside.put(URI.create(url), file).status()).isEqualTo(200);
        return ticket.extract().path("upload");
    }

    private static ValidatableResponse admit(Map<String, ?> body) {
        return Calls.post("ingest", "/v1/admissions", body);
    }

    private void write(String key, byte[] file) throws Exception {
        Path local = Files.write(folder.resolve("source"), file);
        store.write(ObjectKeys.ownSources(new TenantId("folds")) + key, local, MediaType.PNG);
    }

    private static byte[] picture(String content) {
        return ("\u0089PNG\r\n\u001a\n" + content).getBytes(StandardCharsets.ISO_8859_1);
    }
}

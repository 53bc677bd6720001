package art.scumble.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.common.mapper.TypeRef;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StoreAndDatabase.class)
class GatewayTest {
    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n and more".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    @Inject
    ObjectStore store;

    @BeforeEach
    void createsTheBucketWhenAskedForReadiness() {
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void admitsAnUploadOnceAndLetsAWorkerReadIt() throws Exception {
        // Given
        Map<String, String> ticket = uploadTicket("cara");
        assertThat(put(ticket.get("url"), PNG)).isEqualTo(200);
        // When
        ValidatableResponse admitted = admit(Map.of("tenant", "cara", "upload", ticket.get("upload")));
        admitted.statusCode(200).body("sha256", equalTo(Sha256.of(PNG).hex())).body("mediaType", equalTo("image/png"));
        put(ticket.get("url"), "GIF89a, put there afterwards".getBytes(StandardCharsets.ISO_8859_1));
        // Then
        admit(Map.of("tenant", "cara", "upload", ticket.get("upload")))
                .statusCode(200)
                .body("sha256", equalTo(Sha256.of(PNG).hex()));
        String url = post("/v1/tickets/source", Map.of("tenant", "cara", "sha256", Sha256.of(PNG)))
                .statusCode(201)
                .extract()
                .path("url");
        assertThat(get(url).body()).isEqualTo(PNG);
        assertThat(get(url).headers()).containsEntry("content-type", "image/png");
    }

    @Test
    void hidesATenantsUploadsAndSourcesFromOthers() throws Exception {
        // Given
        Map<String, String> ticket = uploadTicket("cara");
        put(ticket.get("url"), "\u00ff\u00d8\u00ff hers".getBytes(StandardCharsets.ISO_8859_1));
        Map<String, Object> hers = Map.of("tenant", "cara", "upload", ticket.get("upload"));
        String sha256 = admit(hers).statusCode(200).extract().path("sha256");
        // Then
        admit(Map.of("tenant", "other", "upload", ticket.get("upload")))
                .statusCode(422)
                .body("code", equalTo("SOURCE_MISSING"));
        post("/v1/tickets/source", Map.of("tenant", "other", "sha256", sha256)).statusCode(404);
    }

    @Test
    void refusesWhatIsMissingEmptyTooLargeOrNoImage() throws Exception {
        assertRefused(null, "SOURCE_MISSING");
        assertRefused(new byte[0], "EMPTY_FILE");
        assertRefused(Arrays.copyOf(PNG, (1 << 20) + 1), "FILE_TOO_LARGE");
        assertRefused("<html>".getBytes(StandardCharsets.UTF_8), "NOT_AN_IMAGE");
        assertRefused("RIFF....WEBPVP8X....\2...".getBytes(StandardCharsets.UTF_8), "ANIMATED_OR_MULTIPAGE");
        assertRefused("RIFF....WEBPVP8 ....".getBytes(StandardCharsets.UTF_8), "UNSUPPORTED_FORMAT");
    }

    private void assertRefused(byte @Nullable [] file, String code) throws Exception {
        Map<String, String> ticket = uploadTicket("cara");
        if (file != null) {
            put(ticket.get("url"), file);
        }
        admit(Map.of("tenant", "cara", "upload", ticket.get("upload")))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.png",
                "(1).png",
                "色.png",
                "e\u0301.png",
                "\u00e9.png",
                "a?x=1.png",
                "a#b.png",
                "~!*'.png",
                "a%2Bb.png",
                "folder/of/many.png"
            })
    void admitsATenantsOwnSourceUnderExactlyItsKey(String key) throws Exception {
        // Given
        byte[] file = ("\u0089PNG\r\n\u001a\n" + key).getBytes(StandardCharsets.UTF_8);
        byte[] png = Arrays.copyOf(PNG, PNG.length + file.length);
        System.arraycopy(file, 0, png, PNG.length, file.length);
        Path local = Files.write(folder.resolve("source"), png);
        store.write(ObjectKeys.ownSources(new TenantId("cara")) + key, local, MediaType.PNG);
        // Then
        admit(Map.of("tenant", "cara", "sourceKey", key))
                .statusCode(200)
                .body("sha256", equalTo(Sha256.of(png).hex()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.png", "", "a/../../admitted/x", "./a", "a\nb", "a//b.png", "/a", "a/"})
    void refusesASourceKeyThatWouldNotStayAsItIs(String key) {
        admit(Map.of("tenant", "cara", "sourceKey", key)).statusCode(422).body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void letsIngestItselfReadAManifestUnderTheInsideName() throws Exception {
        // Given
        Map<String, String> ticket = uploadTicket("cara");
        Map<String, Object> manifest = Map.of("tenant", "cara", "upload", ticket.get("upload"));
        post("/v1/tickets/manifest", manifest).statusCode(404).contentType("application/problem+json");
        byte[] lines = "{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8);
        put(ticket.get("url"), lines);
        // When
        String url = post("/v1/tickets/manifest", manifest)
                .statusCode(201)
                .body("expiresAt", notNullValue())
                .extract()
                .path("url");
        // Then
        assertThat(url).startsWith(StoreAndDatabase.servers().s3Endpoint());
        assertThat(get(url).body()).isEqualTo(lines);
        assertThat(get(url).headers()).containsEntry("content-type", "application/x-ndjson");
        post("/v1/tickets/manifest", Map.of("tenant", "other", "upload", ticket.get("upload")))
                .statusCode(404);
        post("/v1/tickets/manifest", Map.of("tenant", "cara", "upload", UUID.randomUUID()))
                .statusCode(404);
        Calls.post("worker", "/v1/tickets/manifest", manifest).statusCode(403);
    }

    @Test
    void keepsAnObjectForEachResultOfEachAttempt() throws Exception {
        // Given
        UUID artwork = UUID.randomUUID();
        for (int attempt = 1; attempt <= 2; attempt++) {
            for (byte content = 1; content <= 2; content++) {
                String url = post("/v1/tickets/result", result(artwork, attempt, content))
                        .statusCode(201)
                        .extract()
                        .path("url");
                assertThat(put(url, new byte[] {(byte) attempt, content})).isEqualTo(200);
            }
        }
        // When
        String url = post("/v1/tickets/download", result(artwork, 1, (byte) 1))
                .statusCode(201)
                .extract()
                .path("url");
        // Then
        assertThat(get(url).body()).containsExactly(1, 1);
        assertThat(get(url.replace("attempt", "x") + "0").status()).isEqualTo(403);
    }

    @Test
    void confirmsAResultThatTheStoreHoldsAndNoOther() throws Exception {
        // Given
        UUID artwork = UUID.randomUUID();
        String url = post("/v1/tickets/result", result(artwork, 1, (byte) 1))
                .extract()
                .path("url");
        put(url, new byte[] {1});
        // When, Then
        post("/v1/tickets/result/confirmation", confirmation(artwork, (byte) 1, 1))
                .statusCode(204);
        post("/v1/tickets/result/confirmation", confirmation(artwork, (byte) 1, 2))
                .statusCode(409);
        post("/v1/tickets/result/confirmation", confirmation(artwork, (byte) 2, 1))
                .statusCode(409);
    }

    private static Map<String, Object> confirmation(UUID artwork, byte content, long sizeBytes) {
        String sha256 = Sha256.of(new byte[] {content}).hex();
        return Map.of("tenant", "cara", "artwork", artwork, "attempt", 1, "sha256", sha256, "sizeBytes", sizeBytes);
    }

    private static Map<String, Object> result(UUID artwork, int attempt, byte content) {
        String sha256 = Sha256.of(new byte[] {content}).hex();
        return Map.of(
                "tenant", "cara", "artwork", artwork, "attempt", attempt, "sha256", sha256, "mediaType", "image/png");
    }

    @Test
    void refusesStrangersAndNonsense() {
        given().contentType(ContentType.JSON)
                .body(Map.of("tenant", "cara"))
                .post("/v1/tickets/upload")
                .then()
                .statusCode(401);
        post("/v1/tickets/upload", Map.of("tenant", "NOT A TENANT")).statusCode(400);
        post("/v1/tickets/upload", Map.of()).statusCode(400);
    }

    private Map<String, String> uploadTicket(String tenant) {
        return post("/v1/tickets/upload", Map.of("tenant", tenant))
                .statusCode(201)
                .extract()
                .as(new TypeRef<Map<String, String>>() {});
    }

    private static ValidatableResponse admit(Map<String, Object> request) {
        return post("/v1/admissions", request);
    }

    private static ValidatableResponse post(String path, Object body) {
        boolean worker = path.endsWith("/source") || path.contains("/result");
        return Calls.post(worker ? "worker" : "ingest", path, body);
    }

    private static int put(String url, byte[] body) throws Exception {
        return Outside.put(URI.create(url), body).status();
    }

    private static Outside.Answer get(String url) throws Exception {
        return Outside.get(URI.create(url));
    }
}

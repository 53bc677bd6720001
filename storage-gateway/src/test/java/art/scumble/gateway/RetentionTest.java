package art.scumble.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.gateway.retention.StagingSweeper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.common.mapper.TypeRef;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(StoreAndDatabase.class)
class RetentionTest {
    private static final TenantId CARA = new TenantId("cara");

    @TempDir
    Path folder;

    @Inject
    ObjectStore store;

    @Inject
    StagingSweeper sweeper;

    @Inject
    DataSource database;

    @BeforeEach
    void makeTheBucket() {
        store.requireBucket();
    }

    @Test
    void keepsTheResultThatCountsAndRemovesTheOthers() throws Exception {
        // Given
        UUID artwork = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        String kept = stored(artwork, 2, 1);
        String fenced = stored(artwork, 1, 1);
        String twice = stored(artwork, 2, 2);
        String foreign = stored(other, 1, 1);
        // When
        settle("ingest", artwork, 2, 1).statusCode(200).body("removed", equalTo(2));
        settle("ingest", artwork, 2, 1).statusCode(200).body("removed", equalTo(0));
        // Then
        assertThat(store.size(kept)).isPresent();
        assertThat(store.size(foreign)).isPresent();
        assertThat(store.size(fenced)).isEmpty();
        assertThat(store.size(twice)).isEmpty();
    }

    @Test
    void removesAllResultsOfAnArtworkThatHasNone() throws Exception {
        // Given
        UUID artwork = UUID.randomUUID();
        String late = stored(artwork, 1, 1);
        // When
        Calls.post("ingest", "/v1/results/settlements", Map.of("tenant", "cara", "artwork", artwork))
                .statusCode(200)
                .body("removed", equalTo(1));
        // Then
        assertThat(store.size(late)).isEmpty();
    }

    @Test
    void removesNothingWhenTheResultThatCountsIsMissing() throws Exception {
        // Given
        UUID artwork = UUID.randomUUID();
        String only = stored(artwork, 1, 1);
        // When
        settle("ingest", artwork, 2, 1).statusCode(409).contentType("application/problem+json");
        // Then
        assertThat(store.size(only)).isPresent();
    }

    @Test
    void isOpenToIngestOnly() {
        settle("worker", UUID.randomUUID(), 1, 1).statusCode(403);
        settle("nobody", UUID.randomUUID(), 1, 1).statusCode(401);
    }

    @Test
    void emptiesStagingOfOldUploadsOnly() throws Exception {
        // Given
        UUID old = uploaded();
        UUID fresh = uploaded();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE gateway.upload SET created_at = now() - interval '26 hours' WHERE id = ?")) {
            statement.setObject(1, old);
            statement.executeUpdate();
        }
        // When
        sweeper.sweep();
        // Then
        assertThat(store.size(ObjectKeys.staging(CARA, old))).isEmpty();
        assertThat(store.size(ObjectKeys.staging(CARA, fresh))).isPresent();
    }

    private UUID uploaded() throws Exception {
        Map<String, String> ticket = Calls.post("ingest", "/v1/tickets/upload", Map.of("tenant", "cara"))
                .extract()
                .as(new TypeRef<HashMap<String, String>>() {});
        UUID upload = UUID.fromString(ticket.getOrDefault("upload", ""));
        store.write(
                ObjectKeys.staging(CARA, upload), Files.write(folder.resolve("file"), new byte[] {1}), MediaType.PNG);
        return upload;
    }

    private String stored(UUID artwork, int attempt, int content) throws Exception {
        String url = Calls.post(
                        "worker",
                        "/v1/tickets/result",
                        Map.of(
                                "tenant",
                                "cara",
                                "artwork",
                                artwork,
                                "attempt",
                                attempt,
                                "sha256",
                                sha(content),
                                "mediaType",
                                "image/png"))
                .statusCode(201)
                .extract()
                .path("url");
        assertThat(Outside.put(URI.create(url), new byte[] {(byte) content}).status())
                .isEqualTo(200);
        return ObjectKeys.result(CARA, artwork, attempt, sha(content));
    }

    private static ValidatableResponse settle(String caller, UUID artwork, int attempt, int content) {
        return Calls.post(
                caller,
                "/v1/results/settlements",
                Map.of(
                        "tenant",
                        "cara",
                        "artwork",
                        artwork,
                        "kept",
                        Map.of("attempt", attempt, "sha256", sha(content))));
    }

    private static Sha256 sha(int content) {
        return Sha256.of(new byte[] {(byte) content});
    }
}

package art.scumble.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StoreAndDatabase.class)
class DeliveryTest {
    @TempDir
    Path folder;

    @Inject
    ObjectStore installation;

    @Inject
    TenantBuckets buckets;

    @BeforeEach
    void makesTheBuckets() {
        installation.requireBucket();
        buckets.deliveries(StoreAndDatabase.MUSEUM).store().requireBucket();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cara", "museum", "exact"})
    void putsAResultUnderExactlyTheKeyOfTheTenantsChoice(String tenant) throws Exception {
        // Given
        Map<String, Object> result = stored(tenant, "protected " + tenant);
        String key = "hall/" + UUID.randomUUID() + "/e\u0301 +.png";
        // When
        deliver(result, key).statusCode(204);
        deliver(result, key).statusCode(204);
        // Then
        assertThat(delivered(tenant, key)).isEqualTo("protected " + tenant);
        if (tenant.equals("exact")) {
            assertThat(StoreAndDatabase.exact().type("out/" + key)).contains("image/png");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cara", "museum"})
    void neverReplacesWhatItDidNotDeliver(String tenant) throws Exception {
        // Given
        String key = UUID.randomUUID() + ".png";
        write(tenant, key, "somebody's");
        // Then
        deliver(stored(tenant, "longer than that"), key)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("lies under this key"));
        deliver(stored(tenant, "as long as"), key).statusCode(409);
        assertThat(delivered(tenant, key)).isEqualTo("somebody's");
        deliver(stored(tenant, "somebody's"), key).statusCode(204);
    }

    @Test
    void replacesWhatItDeliveredAsLongAsNobodyElseDid() throws Exception {
        // Given
        String key = UUID.randomUUID() + ".png";
        Map<String, Object> first = stored("museum", "first");
        Map<String, Object> second = stored("museum", "second");
        deliver(first, key).statusCode(204);
        // When
        deliver(second, key).statusCode(204);
        // Then
        assertThat(delivered("museum", key)).isEqualTo("second");
        write("museum", key, "touched");
        deliver(second, key).statusCode(409);
        deliver(first, key).statusCode(409);
        assertThat(delivered("museum", key)).isEqualTo("touched");
    }

    @Test
    void deliversOnceToAKeyHoweverManyAskAtOnce() throws Exception {
        // Given
        String key = UUID.randomUUID() + ".png";
        Map<String, Object> result = stored("museum", "wanted");
        List<Callable<Integer>> calls = IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(
                        i -> () -> deliver(result, key).extract().statusCode())
                .toList();
        // When
        try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> call : callers.invokeAll(calls)) {
                // Then
                assertThat(call.get()).isIn(204, 503);
            }
        }
        deliver(result, key).statusCode(204);
        assertThat(delivered("museum", key)).isEqualTo("wanted");
    }

    @Test
    void hasNothingToDeliverOfAnotherTenantsOrOfNoResult() throws Exception {
        // Given
        Map<String, Object> hers = stored("cara", "hers");
        Map<String, Object> asMuseum = new HashMap<>(hers);
        asMuseum.put("tenant", "museum");
        Map<String, Object> other = new HashMap<>(hers);
        other.put("sha256", "ab".repeat(32));
        // Then
        deliver(asMuseum, "x.png").statusCode(404);
        deliver(other, "x.png").statusCode(404).contentType("application/problem+json");
        Calls.post("worker", "/v1/deliveries", hers).statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x.png", "a//b.png", "/a.png", "a/", "./a", "a\nb", "a/.."})
    void refusesKeysThatWouldNotStayAsTheyAre(String key) throws Exception {
        deliver(stored("cara", "kept"), key).statusCode(422).body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void refusesToDeliverBytesThatAreNotTheResults() throws Exception {
        // Given
        Map<String, Object> result = stored("museum", "right");
        String key = UUID.randomUUID() + ".png";
        String stored = ObjectKeys.result(
                StoreAndDatabase.MUSEUM, UUID.fromString(result.get("artwork").toString()), 1, sha("right"));
        installation.write(stored, Files.writeString(folder.resolve("wrong"), "wrong"), MediaType.PNG);
        // Then
        deliver(result, key).statusCode(422).body("code", equalTo("SOURCE_CHANGED"));
        assertThat(place("museum").store().size("protected/" + key)).isEmpty();
    }

    private static ValidatableResponse deliver(Map<String, Object> result, String key) {
        Map<String, Object> request = new HashMap<>(result);
        request.put("key", key);
        return Calls.post("ingest", "/v1/deliveries", request);
    }

    private Map<String, Object> stored(String tenant, String content) throws Exception {
        Map<String, Object> result = Map.of(
                "tenant",
                tenant,
                "artwork",
                UUID.randomUUID(),
                "attempt",
                1,
                "sha256",
                sha(content),
                "mediaType",
                "image/png");
        String url = Calls.post("worker", "/v1/tickets/result", result)
                .statusCode(201)
                .extract()
                .path("url");
        assertThat(Outside.put(URI.create(url), content.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        return result;
    }

    private String delivered(String tenant, String key) throws Exception {
        try (InputStream in = place(tenant).store().read(place(tenant).whole(key))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(String tenant, String key, String content) throws Exception {
        Path local = Files.writeString(folder.resolve("other"), content);
        place(tenant).store().write(place(tenant).whole(key), local, MediaType.PNG);
    }

    private OwnPlace place(String tenant) {
        return buckets.deliveries(new TenantId(tenant));
    }

    private static Sha256 sha(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }
}

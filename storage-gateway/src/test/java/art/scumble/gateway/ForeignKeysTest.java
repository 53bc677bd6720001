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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Case S01: keys with everything that signers, clients and stores have been seen to spoil. In a store that keeps keys
 * byte for byte, and in one over files that checks signatures.
 */
@QuarkusTest
@QuarkusTestResource(StoreAndDatabase.class)
class ForeignKeysTest {
    private static final String NFC = "\u00e9.png";
    private static final String NFD = "e\u0301.png";
    private static final List<String> DOUBTFUL = List.of("a//b.png", "../x.png");

    @TempDir
    Path folder;

    @Inject
    ObjectStore installation;

    @Inject
    TenantBuckets buckets;

    @BeforeEach
    void makesTheBuckets() {
        installation.requireBucket();
        buckets.sources(StoreAndDatabase.MUSEUM).store().requireBucket();
    }

    /** Of a key with its bucket's prefix ({@code src/}, {@code out/}: four bytes) and without. */
    static Stream<String> keys() {
        String longest = ("d".repeat(203) + "/").repeat(4) + "d".repeat(204);
        return Stream.of(
                "a b.png",
                "a+b.png",
                "a%2Bb.png",
                "(1).png",
                "\u8272.png",
                NFC,
                NFD,
                "a?x=1.png",
                "a#b.png",
                "~!*'.png",
                "a&b=c;d@e:f,$.png",
                "a\\b.png",
                longest);
    }

    @Test
    void listsEachKeyOfAStoreThatKeepsThemByteForByte() {
        // Given
        List<String> keys = new ArrayList<>(keys().toList());
        keys.addAll(DOUBTFUL);
        keys.forEach(key -> StoreAndDatabase.exact().put("src/" + key, picture(key)));
        // When
        List<String> listed = Calls.post("ingest", "/v1/listings", Map.of("tenant", "exact", "prefix", ""))
                .statusCode(200)
                .extract()
                .path("objects.key");
        // Then
        assertThat(listed).containsAll(keys);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void fetchesAndDeliversExactlyThisKeyOfAStoreThatKeepsThemByteForByte(String key) throws Exception {
        // Given
        StoreAndDatabase.exact().put("src/" + key, picture(key));
        // When
        admit("exact", key)
                .statusCode(200)
                .body("sha256", equalTo(Sha256.of(picture(key)).hex()));
        deliver("exact", key, "protected " + key).statusCode(204);
        // Then
        assertThat(StoreAndDatabase.exact().get("out/" + key).orElseThrow())
                .isEqualTo(("protected " + key).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b.png", "../x.png"})
    void refusesWithAReasonWhatWouldBecomeAnotherKey(String key) throws Exception {
        // Given
        StoreAndDatabase.exact().put("src/" + key, picture(key));
        StoreAndDatabase.exact().put("src/a/b.png", picture("another"));
        // Then
        admit("exact", key)
                .statusCode(422)
                .body("code", equalTo("BAD_REQUEST"))
                .body("detail", containsString("no empty, '.' or '..' segment"));
        deliver("exact", key, "protected").statusCode(422).body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void takesAKeyOf1024BytesInTheTenantsBucketAndRefusesALongerOne() throws Exception {
        // Given
        String longest = "k".repeat(1020);
        StoreAndDatabase.exact().put("src/" + longest, picture("longest"));
        // Then
        admit("exact", longest).statusCode(200);
        deliver("exact", longest, "protected").statusCode(204);
        admit("exact", longest + "k").statusCode(422).body("detail", containsString("1024"));
        deliver("exact", longest + "k", "protected").statusCode(422).body("detail", containsString("1024"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"museum", "keys"})
    void bringsEachKeyBackOfAStoreOverFilesOrSaysWhyNot(String tenant) throws Exception {
        // Given
        OwnPlace sources = buckets.sources(new TenantId(tenant));
        OwnPlace deliveries = buckets.deliveries(new TenantId(tenant));
        List<String> keys = keys().filter(key -> sources.prefix().length() + key.length() <= 700)
                .toList();
        for (String key : keys) {
            Path local = Files.write(folder.resolve("source"), picture(key));
            sources.store().write(sources.whole(key), local, MediaType.PNG);
        }
        // When
        List<String> listed = Calls.post("ingest", "/v1/listings", Map.of("tenant", tenant, "prefix", ""))
                .statusCode(200)
                .extract()
                .path("objects.key");
        // Then
        assertThat(listed).containsAll(keys);
        for (String key : keys) {
            admit(tenant, key)
                    .statusCode(200)
                    .body("sha256", equalTo(Sha256.of(picture(key)).hex()));
            deliver(tenant, key, "protected " + key).statusCode(204);
            try (InputStream in = deliveries.store().read(deliveries.whole(key))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("protected " + key);
            }
        }
        assertThat(listed).contains(NFC, NFD);
    }

    private static ValidatableResponse admit(String tenant, String key) {
        return Calls.post("ingest", "/v1/admissions", Map.of("tenant", tenant, "sourceKey", key));
    }

    private static ValidatableResponse deliver(String tenant, String key, String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        UUID artwork = UUID.randomUUID();
        Map<String, Object> result = Map.of(
                "tenant",
                tenant,
                "artwork",
                artwork,
                "attempt",
                1,
                "sha256",
                Sha256.of(bytes),
                "mediaType",
                "image/png",
                "key",
                key);
        String url = Calls.post("worker", "/v1/tickets/result", result)
                .statusCode(201)
                .extract()
                .path("url");
        assertThat(Outside.put(URI.create(url), bytes).status()).isEqualTo(200);
        return Calls.post("ingest", "/v1/deliveries", result);
    }

    private static byte[] picture(String key) {
        byte[] signature = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] content = key.getBytes(StandardCharsets.UTF_8);
        byte[] picture = Arrays.copyOf(signature, signature.length + content.length);
        System.arraycopy(content, 0, picture, signature.length, content.length);
        return picture;
    }
}

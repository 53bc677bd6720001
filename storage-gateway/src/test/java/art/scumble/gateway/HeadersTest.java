package art.scumble.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import art.scumble.contract.MediaType;
import art.scumble.contract.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(StoreAndDatabase.class)
class HeadersTest {
    @TempDir
    Path folder;

    @Inject
    ObjectStore store;

    @BeforeEach
    void makesTheBucket() {
        store.requireBucket();
    }

    @Test
    void tellsOfEachSourceInOrderWhatItIsOrWhyItWouldBeRefused() throws Exception {
        // Given
        byte[] png = image("png");
        write("headed", "1.png", png);
        write("headed", "empty.png", new byte[0]);
        write("headed", "large.png", Arrays.copyOf(png, (1 << 20) + 1));
        write("headed", "page.png", "<html>".getBytes(StandardCharsets.UTF_8));
        write("other", "theirs.png", png);
        ValidatableResponse ticket = Calls.post("ingest", "/v1/tickets/upload", Map.of("tenant", "headed"));
        Outside.put(URI.create(ticket.extract().path("url")), image("jpg"));
        // When
        ValidatableResponse answer = headers(
                "headed",
                List.of(
                        Map.of("sourceKey", "1.png"),
                        Map.of("upload", ticket.extract().path("upload")),
                        Map.of("sourceKey", "empty.png"),
                        Map.of("sourceKey", "large.png"),
                        Map.of("sourceKey", "page.png"),
                        Map.of("sourceKey", "theirs.png"),
                        Map.of("sourceKey", "../../other/source/theirs.png"),
                        Map.of("upload", UUID.randomUUID()),
                        Map.of()));
        // Then
        answer.statusCode(200)
                .body("headers[0].sizeBytes", equalTo(png.length))
                .body("headers[0].mediaType", equalTo("image/png"))
                .body("headers[0].pixels", equalTo(300 * 200))
                .body("headers[0]", not(hasKey("code")))
                .body("headers[1].mediaType", equalTo("image/jpeg"))
                .body("headers[1].pixels", equalTo(300 * 200))
                .body(
                        "headers[2..8].code",
                        equalTo(List.of(
                                "EMPTY_FILE",
                                "FILE_TOO_LARGE",
                                "NOT_AN_IMAGE",
                                "SOURCE_MISSING",
                                "BAD_REQUEST",
                                "SOURCE_MISSING",
                                "BAD_REQUEST")));
        // And nothing was admitted.
        assertThat(store.list("tenants/headed/admitted/", "", 10)).isEmpty();
    }

    @Test
    void readsNoMoreThanTheFirst64KiB() throws Exception {
        // Given
        StoreAndDatabase.exact().put("src/long.png", Arrays.copyOf(image("png"), 900_000));
        StoreAndDatabase.exact().drainRequests();
        // When
        headers("exact", List.of(Map.of("sourceKey", "long.png")))
                .statusCode(200)
                .body("headers[0].sizeBytes", equalTo(900_000));
        // Then
        assertThat(StoreAndDatabase.exact().drainRequests())
                .contains("GET bytes=0-65535 src/long.png")
                .doesNotContain("GET null src/long.png");
    }

    @Test
    void takesTwoHundredSourcesAndNoMore() throws Exception {
        // Given
        List<Map<String, String>> sources = IntStream.range(0, 200)
                .mapToObj(i -> Map.of("sourceKey", i + "/" + "\u8272".repeat(330) + ".png"))
                .toList();
        // Then
        headers("headed", sources).statusCode(200).body("headers.size()", equalTo(200));
        headers("headed", Collections.nCopies(201, Map.of("sourceKey", "1.png")))
                .statusCode(400);
        headers("headed", List.of()).statusCode(400);
        Calls.post("ingest", "/v1/headers", "{\"tenant\":\"headed\",\"sources\":[null]}")
                .statusCode(400);
    }

    @Test
    void saysSoWhereTheTenantsBucketRefuses() {
        headers("locked-out", Collections.nCopies(50, Map.of("sourceKey", "1.png")))
                .statusCode(503)
                .body("code", equalTo("STORE_UNAVAILABLE"));
        Calls.post("worker", "/v1/headers", Map.of()).statusCode(403);
    }

    private static ValidatableResponse headers(String tenant, List<?> sources) {
        return Calls.post("ingest", "/v1/headers", Map.of("tenant", tenant, "sources", sources));
    }

    private void write(String tenant, String key, byte[] file) throws Exception {
        Path local = Files.write(folder.resolve("source"), file);
        store.write(ObjectKeys.ownSources(new TenantId(tenant)) + key, local, MediaType.PNG);
    }

    private static byte[] image(String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), format, file);
        return file.toByteArray();
    }
}

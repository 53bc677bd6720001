package art.scumble.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Sha256;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Case S04: an inside name, an outside name behind a proxy, and a region that nobody asks for. */
@QuarkusTest
@QuarkusTestResource(value = StoreBehindAProxy.class, restrictToAnnotatedClass = true)
class NamesOfTheStoreTest {
    private static final String PLATFORM_TICKET = "http://" + StoreBehindAProxy.OUTSIDE_HOST + ":";

    @Test
    void ticketsWorkUnderTheOutsideNameThatTheGatewayItselfNeverCalls() throws Exception {
        // Given
        byte[] picture = "\u0089PNG\r\n\u001a\n through the proxy".getBytes(StandardCharsets.ISO_8859_1);
        String sha256 = Sha256.of(picture).hex();
        given().get("/q/health/ready").then().statusCode(200);
        // When
        ValidatableResponse upload = Calls.post("ingest", "/v1/tickets/upload", Map.of("tenant", "cara"))
                .statusCode(201);
        String put = upload.extract().path("url");
        assertThat(outside("PUT", put, picture)).startsWith("HTTP/1.1 200");
        String id = upload.extract().path("upload");
        Calls.post("ingest", "/v1/tickets/manifest", Map.of("tenant", "cara", "upload", id))
                .statusCode(201);
        Calls.post("ingest", "/v1/headers", Map.of("tenant", "cara", "sources", new Object[] {Map.of("upload", id)}))
                .statusCode(200);
        Calls.post("ingest", "/v1/admissions", Map.of("tenant", "cara", "upload", id))
                .statusCode(200);
        Map<String, Object> result = Map.of(
                "tenant",
                "cara",
                "artwork",
                UUID.randomUUID(),
                "attempt",
                1,
                "sha256",
                sha256,
                "mediaType",
                "image/png");
        String source = Calls.post("worker", "/v1/tickets/source", Map.of("tenant", "cara", "sha256", sha256))
                .extract()
                .path("url");
        String store =
                Calls.post("worker", "/v1/tickets/result", result).extract().path("url");
        assertThat(inside("GET", source, new byte[0]))
                .startsWith("HTTP/1.1 200")
                .endsWith("through the proxy");
        assertThat(inside("PUT", store, picture)).startsWith("HTTP/1.1 200");
        Map<String, Object> delivery = new HashMap<>(result);
        delivery.put("key", "hall/\u8272 1.png");
        Calls.post("ingest", "/v1/deliveries", delivery).statusCode(204);
        String download =
                Calls.post("ingest", "/v1/tickets/download", result).extract().path("url");
        assertThat(outside("GET", download, new byte[0]))
                .startsWith("HTTP/1.1 200")
                .endsWith("through the proxy");
        // Then
        assertThat(put).startsWith(PLATFORM_TICKET).contains(StoreBehindAProxy.PREFIX, "eu-central-1");
        assertThat(download).startsWith(PLATFORM_TICKET);
        assertThat(source)
                .startsWith("http://localhost:" + StoreBehindAProxy.inside().port() + "/scumble/");
        assertThat(StoreBehindAProxy.outside().requests())
                .containsExactly("PUT " + target(put), "GET " + target(download));
        assertThat(NamesThatAreLookedUp.all()).contains("localhost").doesNotContain(StoreBehindAProxy.OUTSIDE_HOST);
        assertThat(StoreBehindAProxy.inside().requests())
                .isNotEmpty()
                .noneMatch(request -> request.contains("location"));
    }

    @Test
    void aTicketOfOneNameIsWorthNothingUnderTheOther() throws Exception {
        // Given
        String url = Calls.post("ingest", "/v1/tickets/upload", Map.of("tenant", "cara"))
                .extract()
                .path("url");
        String elsewhere = "http://localhost:" + StoreBehindAProxy.inside().port()
                + target(url).substring(StoreBehindAProxy.PREFIX.length());
        // Then
        assertThat(inside("PUT", elsewhere, new byte[] {1})).startsWith("HTTP/1.1 403");
    }

    /** A client outside: its resolver takes the name to the proxy. */
    private static String outside(String method, String url, byte[] body) throws IOException {
        return send(method, url, StoreBehindAProxy.outside().port(), body);
    }

    private static String inside(String method, String url, byte[] body) throws IOException {
        return send(method, url, StoreBehindAProxy.inside().port(), body);
    }

    private static String send(String method, String url, int port, byte[] body) throws IOException {
        String head = method + " " + target(url) + " HTTP/1.1\r\nHost: "
                + URI.create(url).getRawAuthority() + "\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String target(String url) {
        URI uri = URI.create(url);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }
}

package art.scumble.chaos.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreProxyTest {
    private static final String RESULT = "/scumble/tenants/t/results/a/1/hash?X-Amz-Signature=0";

    private final Map<String, String> objects = new ConcurrentHashMap<>();
    private HttpServer store;
    private StoreProxy proxy;
    private HttpClient http;

    @BeforeEach
    void open() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            String key = exchange.getRequestURI().getPath();
            byte[] answer = objects.getOrDefault(key, "").getBytes(StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("PUT")) {
                objects.put(key, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        store.start();
        proxy = new StoreProxy("test", store.getAddress().getPort());
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        store.stop(0);
        http.shutdownNow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + proxy.port() + path);
        return http.send(
                request.uri(url).timeout(Duration.ofMillis(1500)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder put() {
        return HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)));
    }

    @Test
    void passesRequestsOnWhileTheStoreIsWell() throws Exception {
        // When
        int written = send(put(), RESULT).statusCode();
        String read = send(HttpRequest.newBuilder(), RESULT).body();
        // Then
        assertThat(written).isEqualTo(200);
        assertThat(read).hasSize(100_000);
    }

    @Test
    void isBusy() throws Exception {
        // Given
        proxy.be(StoreProxy.Mood.BUSY);
        // When, Then
        assertThat(send(put(), RESULT).statusCode()).isEqualTo(503);
        assertThat(objects).isEmpty();
    }

    @Test
    void takesAndNeverAnswers() {
        // Given
        proxy.be(StoreProxy.Mood.HANGING);
        // When, Then
        assertThatThrownBy(() -> send(put(), RESULT)).isInstanceOf(HttpTimeoutException.class);
        assertThat(objects).isEmpty();
    }

    @Test
    void saysYesAndKeepsNothing() throws Exception {
        // Given
        proxy.be(StoreProxy.Mood.FORGETFUL);
        // When
        int result = send(put(), RESULT).statusCode();
        int bucket = send(put(), "/scumble").statusCode();
        // Then
        assertThat(result).isEqualTo(200);
        assertThat(bucket).isEqualTo(200);
        assertThat(objects).containsOnlyKeys("/scumble");
    }
}

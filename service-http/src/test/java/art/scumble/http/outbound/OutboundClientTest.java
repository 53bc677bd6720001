package art.scumble.http.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "a-password-of-the-test";

    private static Vertx vertx;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void holdsTheServerToTheNameInTheUrl() throws Exception {
        // Given
        Path keys = keys();
        HttpsServer server = server(keys);
        try {
            OutboundClient client = client(
                    new HttpClientOptions()
                            .setTrustOptions(
                                    new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD)),
                    PATIENCE);
            int port = server.getAddress().getPort();
            // Then
            assertThat(post(client, "https://hooks.example:" + port + "/").status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> post(client, "https://other.example:" + port + "/"))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() ->
                            post(client(new HttpClientOptions(), PATIENCE), "https://hooks.example:" + port + "/"))
                    .isInstanceOf(SSLException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void readsNoMoreOfAnAnswerThanItsLimitAndWaitsNoLonger() throws Exception {
        // Given
        String endless = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n" + "x".repeat(100_000);
        String never = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx";
        String silent = "";
        try (Canary long200 = Canary.at("127.0.0.1", endless);
                Canary slow200 = Canary.at("127.0.0.1", never);
                Canary nothing = Canary.at("127.0.0.1", silent)) {
            OutboundClient client = client(new HttpClientOptions(), Duration.ofSeconds(5));
            // Then
            assertThat(post(client, "http://127.0.0.1:" + long200.port() + "/").status())
                    .isEqualTo(200);
            assertThat(post(client, "http://127.0.0.1:" + slow200.port() + "/").status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> post(client, "http://127.0.0.1:" + nothing.port() + "/"))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    private static OutboundClient client(HttpClientOptions options, Duration timeout) {
        return new OutboundClient(vertx, options, 8, timeout, timeout);
    }

    private static OutboundClient.Answer post(OutboundClient client, String url) throws Exception {
        OutboundGuard guard = new OutboundGuard(
                host -> List.of(InetAddress.getLoopbackAddress()), AllowList.of(List.of("127.0.0.1")), Set.of());
        return client.post(guard.check(url), Map.of("content-type", "text/plain"), new byte[] {1});
    }

    private static Path keys() throws Exception {
        Path keys = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int status = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks.example",
                        "-ext",
                        "san=dns:hooks.example")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
        return keys;
    }

    private static HttpsServer server(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
        managers.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}

package art.scumble.ingest;

import art.scumble.contract.Sha256;
import art.scumble.embedded.EmbeddedServers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A real broker and database for ingest's tests, and in storage-gateway's place a few answers. */
public class BusAndDatabase implements QuarkusTestResourceLifecycleManager {
    static final String KEY = "a-platform's-key";
    static final String STRANGER = "another-platform's-key";
    static final int WINDOW = 3;
    static final Sha256 SHA = Sha256.of(new byte[] {1});

    static final Collection<String> DELIVERIES = new ConcurrentLinkedQueue<>();
    static final Collection<String> SETTLEMENTS = new ConcurrentLinkedQueue<>();

    static final TokenIssuer ISSUER = new TokenIssuer();
    static final String UPLOADED_MANIFEST = "00000000-0000-0000-0000-000000000001";
    static final String OPERATOR = "the-operator's-key";

    private @Nullable EmbeddedServers servers;
    private @Nullable HttpServer gateway;

    @Override
    public Map<String, String> start() {
        EmbeddedServers started =
                EmbeddedServers.forTests(EnumSet.of(EmbeddedServers.Server.KAFKA, EmbeddedServers.Server.POSTGRES));
        servers = started;
        HttpServer answering = gateway();
        gateway = answering;
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + started.postgresAddress());
        config.put("quarkus.datasource.username", "postgres");
        config.put("quarkus.datasource.password", started.credentials().postgresPassword());
        config.put("kafka.bootstrap.servers", started.kafkaBootstrap());
        config.put(
                "quarkus.rest-client.gateway.url",
                "http://127.0.0.1:" + answering.getAddress().getPort());
        config.put("scumble.auth.token", "ingest-token");
        config.put("scumble.ingest.window.least", Integer.toString(WINDOW));
        config.put("scumble.ingest.window.most", Integer.toString(WINDOW));
        config.put("scumble.ingest.first-pause", "200ms");
        // Tests look themselves, when they are ready.
        config.put("scumble.ingest.sweep-pace", "1h");
        config.put("scumble.ingest.pace", "100ms");
        config.put("scumble.ingest.bootstrap.tenant", "cara");
        config.put("scumble.access.operator-key-sha256", hash(OPERATOR));
        config.put("scumble.access.limits.requests-per-second", "10000");
        config.put("quarkus.oidc.tenant-enabled", "true");
        config.put("quarkus.oidc.auth-server-url", ISSUER.url());
        config.put("scumble.ingest.bootstrap.key-sha256", hash(KEY));
        // What webhook tests listen at; other addresses of the loopback are as forbidden as anywhere.
        config.put("scumble.webhook.allow", "127.0.0.1");
        config.put("scumble.webhook.pace", "20ms");
        config.put("scumble.webhook.upkeep-pace", "1h");
        config.put("scumble.webhook.timeout", "5s");
        return config;
    }

    static String hash(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    }

    @Override
    public void stop() {
        if (gateway != null) {
            gateway.stop(0);
        }
        if (servers != null) {
            servers.close();
        }
    }

    /** Other keys are other files, but for what follows a hash in them. */
    private static String sourceHash(String request) {
        return hash(request.replaceAll("#[^\"]*", ""));
    }

    private static HttpServer gateway() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/v1/admissions", exchange -> {
                String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (request.contains("gif")) {
                    answer(exchange, 422, "{\"code\":\"UNSUPPORTED_FORMAT\",\"detail\":\"a GIF\"}");
                } else if (request.contains("away")) {
                    answer(exchange, 503, "{\"code\":\"STORE_UNAVAILABLE\",\"detail\":\"away\"}");
                } else {
                    answer(
                            exchange,
                            200,
                            "{\"sha256\":\"" + sourceHash(request)
                                    + "\",\"sizeBytes\":7,\"mediaType\":\"image/png\",\"more\":1}");
                }
            });
            server.createContext(
                    "/v1/tickets/download",
                    exchange -> answer(
                            exchange,
                            201,
                            "{\"url\":\"http://127.0.0.1/result\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}"));
            server.createContext("/v1/listings", exchange -> {
                String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                answer(
                        exchange,
                        200,
                        request.contains("after")
                                ? "{\"objects\":[{\"key\":\"works/loose.png\",\"sizeBytes\":1}]}"
                                : "{\"objects\":[{\"key\":\"works/vincent/a b.png\",\"sizeBytes\":1},"
                                        + "{\"key\":\"works/claude/\u00e9.png\",\"sizeBytes\":1}],\"next\":\"x\"}");
            });
            server.createContext("/v1/headers", exchange -> {
                int asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                                .split("sourceKey", -1)
                                .length
                        - 1;
                String header = "{\"sizeBytes\":1000,\"mediaType\":\"image/png\",\"pixels\":2000000}";
                answer(
                        exchange,
                        200,
                        "{\"headers\":[{\"code\":\"EMPTY_FILE\",\"detail\":\"empty\"}"
                                + ("," + header).repeat(asked - 1) + "]}");
            });
            server.createContext("/v1/deliveries", exchange -> {
                String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                DELIVERIES.add(request);
                if (request.contains("taken")) {
                    answer(exchange, 409, "{\"detail\":\"an object of yours is there\"}");
                } else {
                    answer(exchange, 204, "");
                }
            });
            String self = "http://127.0.0.1:" + server.getAddress().getPort();
            server.createContext(
                    "/v1/tickets/manifest",
                    exchange -> answer(
                            exchange,
                            201,
                            "{\"url\":\"" + self + "/store/manifest\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}"));
            server.createContext("/store/manifest", exchange -> {
                byte[] body = "{\"reference\":\"from-a-file.png\",\"artist\":\"vincent\",\"sourceKey\":\"f.png\"}\n"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.createContext("/v1/results/settlements", exchange -> {
                SETTLEMENTS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer(exchange, 200, "{\"removed\":1}");
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        boolean known =
                "Bearer ingest-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", status < 300 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(known ? status : 401, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

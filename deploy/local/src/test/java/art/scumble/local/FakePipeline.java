package art.scumble.local;

import art.scumble.contract.Sha256;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** As ingest-service and the object store answer: every job has one picture, {@code a.png}, and it is protected. */
final class FakePipeline implements AutoCloseable {
    /** One that somebody else submitted. */
    static final String JOB = "3f0c5a52-7f5e-4a3b-9d0a-1c1f2e3d4b5a";

    static final byte[] RESULT = "the protected picture".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> submissions = new CopyOnWriteArrayList<>();
    private final AtomicInteger stalls = new AtomicInteger();
    private volatile byte[] stored = RESULT;

    FakePipeline() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The bodies of the jobs that were submitted. */
    List<String> submissions() {
        return submissions;
    }

    /** The artwork, as it is shown. */
    static JsonNode artwork() throws IOException {
        return new ObjectMapper().readTree("""
                {"id": "the-artwork", "reference": "a.png", "state": "protected",
                 "result": {"sha256": "%s", "sizeBytes": %d}}""".formatted(Sha256.of(RESULT), RESULT.length));
    }

    /** From now on the store has something else. */
    void store(byte[] content) {
        stored = content;
    }

    /** So many transfers get stuck halfway. */
    void stall(int transfers) {
        stalls.set(transfers);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String asked =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (asked) {
                case "POST /v1/uploads" ->
                    send(exchange, 201, "{\"upload\": \"one\", \"url\": \"%s/store\"}".formatted(url()));
                case "PUT /store" -> send(exchange, 200, "");
                case "POST /v1/jobs" -> {
                    submissions.add(new String(body, StandardCharsets.UTF_8));
                    send(exchange, 202, "{\"id\": \"new\"}");
                }
                case "GET /v1/jobs/new", "GET /v1/jobs/left", "GET /v1/jobs/" + JOB ->
                    send(exchange, 200, "{\"counts\": {\"protected\": 1}}");
                case "GET /v1/jobs/new/artworks", "GET /v1/jobs/left/artworks", "GET /v1/jobs/" + JOB + "/artworks" ->
                    send(exchange, 200, "{\"artworks\": [" + artwork() + "]}");
                case "GET /v1/artworks/the-artwork/result" -> {
                    exchange.getResponseHeaders().set("Location", url() + "/store");
                    send(exchange, 303, "");
                }
                case "GET /store" -> transfer(exchange);
                default -> send(exchange, 404, asked);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void transfer(HttpExchange exchange) throws IOException {
        byte[] content = stored;
        exchange.sendResponseHeaders(200, content.length);
        if (stalls.getAndDecrement() > 0) {
            exchange.getResponseBody().write(content, 0, content.length / 2);
            exchange.getResponseBody().flush();
            awaitClose();
        }
        exchange.getResponseBody().write(content);
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package art.scumble.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * One bucket that keeps keys byte for byte, as S3 does and as a store over files can't: no slash collapses, no segment
 * is resolved. Signatures it doesn't check.
 */
final class ExactStore implements AutoCloseable {
    static final String BUCKET = "exact";

    private static final int MOST_LISTED = 1000;

    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, String> types = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    static ExactStore start() {
        try {
            return new ExactStore();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExactStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String key, byte[] bytes) {
        objects.put(key, bytes);
    }

    Optional<byte[]> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    Optional<String> type(String key) {
        return Optional.ofNullable(types.get(key));
    }

    /** What was asked since this was last called: method, range, key. */
    List<String> drainRequests() {
        List<String> asked = List.copyOf(requests);
        requests.removeAll(asked);
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath().substring(1);
            String rawKey = path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
            // A plus in a path is a plus.
            String key = URLDecoder.decode(rawKey.replace("+", "%2B"), StandardCharsets.UTF_8);
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            requests.add(exchange.getRequestMethod() + " " + range + " " + key);
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    objects.put(key, exchange.getRequestBody().readAllBytes());
                    types.put(key, String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
                    send(exchange, 200, new byte[0]);
                }
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> {
                    if (key.isEmpty()) {
                        send(exchange, 200, list(query(exchange)));
                    } else {
                        sendObject(exchange, key, range);
                    }
                }
            }
        }
    }

    private void sendObject(HttpExchange exchange, String key, String range) throws IOException {
        byte[] object = objects.get(key);
        if (object == null) {
            send(exchange, 404, utf8("<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>"));
        } else if (range.startsWith("bytes=")) {
            String[] ends = range.substring("bytes=".length()).split("-", 2);
            int from = Integer.parseInt(ends[0]);
            int to = Math.min(object.length, Integer.parseInt(ends[1]) + 1);
            if (from >= object.length) {
                send(exchange, 416, utf8("<Error><Code>InvalidRange</Code><Message>too far</Message></Error>"));
            } else {
                send(exchange, 206, Arrays.copyOfRange(object, from, to));
            }
        } else {
            send(exchange, 200, object);
        }
    }

    private byte[] list(Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        int most = Integer.parseInt(query.getOrDefault("max-keys", Integer.toString(MOST_LISTED)));
        List<String> keys = objects.tailMap(after, false).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .limit(most + 1L)
                .toList();
        List<String> page = keys.subList(0, Math.min(most, keys.size()));
        String truncated = keys.size() > most
                ? "<IsTruncated>true</IsTruncated><NextContinuationToken>" + encoded(page.getLast())
                        + "</NextContinuationToken>"
                : "<IsTruncated>false</IsTruncated>";
        String contents = page.stream()
                .map(key -> "<Contents><Key>" + encoded(key) + "</Key><LastModified>2026-01-01T00:00:00.000Z"
                        + "</LastModified><ETag>\"e\"</ETag><Size>" + objects.getOrDefault(key, new byte[0]).length
                        + "</Size><StorageClass>STANDARD</StorageClass></Contents>")
                .collect(Collectors.joining());
        return utf8("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>" + BUCKET
                + "</Name><EncodingType>url</EncodingType><Prefix>" + encoded(prefix) + "</Prefix><MaxKeys>" + most
                + "</MaxKeys><KeyCount>" + page.size() + "</KeyCount>" + truncated + contents
                + "</ListBucketResult>");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = String.valueOf(exchange.getRequestURI().getRawQuery());
        return Arrays.stream(raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"e\"");
        exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/octet-stream" : "application/xml");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

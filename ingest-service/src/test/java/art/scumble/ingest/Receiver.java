package art.scumble.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A platform's server that is told by webhooks. */
final class Receiver implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final HttpServer server;
    private final Collection<Request> requests = new ConcurrentLinkedQueue<>();
    private volatile Function<Request, Answer> answers = request -> Answer.OK;

    /** What came. */
    record Request(String path, Map<String, List<String>> headers, String body) {
        String id() {
            return header("Webhook-id");
        }

        String header(String name) {
            return headers.get(name).getFirst();
        }
    }

    /** What it says to that; with status 0 it says nothing, ever. */
    record Answer(int status, Map<String, String> headers) {
        static final Answer OK = of(204);

        static Answer of(int status) {
            return new Answer(status, Map.of());
        }
    }

    Receiver(String address, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::receive);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        Request request = new Request(
                exchange.getRequestURI().getPath(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        Answer answer = answers.apply(request);
        if (answer.status() == 0) {
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
    }

    void answer(Function<Request, Answer> with) {
        answers = with;
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

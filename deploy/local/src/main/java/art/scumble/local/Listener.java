package art.scumble.local;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** A receiver of webhooks to try them with: prints those whose signature is good, and refuses all others. */
final class Listener implements AutoCloseable {
    private static final int LONGEST_BYTES = 20 * 1024;

    private final HttpServer server;
    private final Webhook webhook;
    private final PrintStream out;

    /** Listens on loopback, at this port or (0) at a free one. */
    Listener(int port, String secret, PrintStream out) throws IOException {
        this.out = out;
        this.webhook = webhook(secret);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new Problem("Port " + port + " is taken; choose another one.", e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    private static Webhook webhook(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
            throw new Problem("This is no secret of an endpoint: it begins with whsec_.", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readNBytes(LONGEST_BYTES), StandardCharsets.UTF_8);
            boolean genuine = isGenuine(body, exchange);
            out.println((genuine ? "verified " : "REFUSED, its signature is not good: ") + body);
            exchange.sendResponseHeaders(genuine ? 204 : 400, -1);
        }
    }

    private boolean isGenuine(String body, HttpExchange exchange) {
        try {
            webhook.verify(body, HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

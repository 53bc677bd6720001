package art.scumble.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A reverse proxy as people put before a store: takes a prefix off the path, leaves everything else as it came, the Host
 * header above all, and writes down what passes. One request a connection.
 */
final class ReverseProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final URI store;
    private final String prefix;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ReverseProxy(ServerSocket socket, URI store, String prefix) {
        this.socket = socket;
        this.store = store;
        this.prefix = prefix;
    }

    static ReverseProxy before(String store, String prefix) {
        try {
            ReverseProxy proxy = new ReverseProxy(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(store), prefix);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Method and target of everything that passed. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> pass(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket client) {
        try (client;
                Socket upstream = new Socket(store.getHost(), store.getPort())) {
            InputStream in = client.getInputStream();
            String head = head(in);
            requests.add(head.substring(0, head.indexOf(" HTTP/")));
            int body = contentLength(head);
            String passed = head.replaceFirst(" " + prefix + "/", " /")
                    .replaceFirst("(?i)\r\nconnection: [^\r]*", "")
                    .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
            upstream.getOutputStream().write(passed.getBytes(StandardCharsets.ISO_8859_1));
            upstream.getOutputStream().write(in.readNBytes(body));
            upstream.getOutputStream().flush();
            upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // Whoever went away knows.
            requests.add("broken " + e.getMessage());
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.write(octet);
            matched = octet == "\r\n\r\n".charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
            if (matched == 4) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int contentLength(String head) {
        for (String line : head.lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        return 0;
    }
}

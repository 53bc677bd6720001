package art.scumble.http.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that nobody may reach: it counts whoever connects, by whatever protocol. */
final class Canary implements AutoCloseable {
    private final AtomicInteger hits = new AtomicInteger();
    private final ServerSocket server;
    private final String answer;

    /** On a free port of an address. */
    static Canary at(String address, String answer) throws IOException {
        return new Canary(new InetSocketAddress(InetAddress.getByName(address), 0), answer);
    }

    static Canary everywhere() throws IOException {
        return new Canary(new InetSocketAddress(0), "HTTP/1.1 204 No Content\r\n\r\n");
    }

    Canary(InetSocketAddress address, String answer) throws IOException {
        this.server = new ServerSocket();
        this.server.bind(address);
        this.answer = answer;
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                hits.incrementAndGet();
                Thread.ofVirtual().start(() -> reply(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void reply(Socket socket) {
        try (socket;
                OutputStream out = socket.getOutputStream()) {
            socket.getInputStream().read(new byte[4096]);
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.getInputStream().read(new byte[4096]);
        } catch (IOException broken) {
            // The client went away.
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int hits() {
        return hits.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

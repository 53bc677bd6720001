package art.scumble.chaos.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** An object store's wire that knows HTTP, so that the store behind it can be out of order, or lie. */
public final class StoreProxy implements AutoCloseable {
    /** How the store behaves. */
    public enum Mood {
        WELL,
        /** Answers 503 to everything. */
        BUSY,
        /** Takes requests and never answers. */
        HANGING,
        /** Answers 200 to whoever writes a source or a result, and keeps nothing. */
        FORGETFUL
    }

    private static final int LONGEST_HEAD = 1 << 15;
    private static final long LOOK_MS = 50;

    private final ServerSocket door;
    private final int target;
    private volatile Mood mood = Mood.WELL;

    /** Listens on a free port at once. */
    public StoreProxy(String name, int target) throws IOException {
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().name(name).start(this::acceptAll);
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** From now on. */
    public void be(Mood next) {
        mood = next;
    }

    /** The head of a request, as it came. */
    private record Head(String text) {
        static Head read(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int newlines = 0;
            while (newlines < 2) {
                int next = in.read();
                if (next < 0 || head.size() > LONGEST_HEAD) {
                    throw new EOFException("no whole request");
                }
                head.write(next);
                newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
            }
            return new Head(head.toString(StandardCharsets.ISO_8859_1));
        }

        boolean storesSourceOrResult() {
            String line = text.substring(0, text.indexOf('\r'));
            return line.startsWith("PUT ") && (line.contains("/results/") || line.contains("/admitted/"));
        }

        long bodyBytes() {
            for (String line : text.split("\r\n", -1)) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
                }
            }
            return 0;
        }

        /** One request a connection: then a body needs no parsing. */
        byte[] forLastRequest() {
            String line = text.substring(0, text.indexOf("\r\n"));
            String rest =
                    text.substring(line.length()).replaceAll("(?i)\r\n(connection|upgrade|http2-settings):[^\r]*", "");
            return (line + "\r\nConnection: close" + rest).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        } catch (IOException e) {
            // The door was closed.
        }
    }

    private void answer(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            Head head = Head.read(in);
            Mood now = mood;
            if (now == Mood.BUSY) {
                copy(in, OutputStream.nullOutputStream(), head.bodyBytes());
                say(client, "503 Slow Down");
            } else if (now == Mood.HANGING) {
                awaitAnotherMood(now);
            } else if (now == Mood.FORGETFUL && head.storesSourceOrResult()) {
                copy(in, OutputStream.nullOutputStream(), head.bodyBytes());
                say(client, "200 OK\r\nETag: \"" + UUID.randomUUID() + "\"");
            } else {
                forward(head, in, client);
            }
        } catch (IOException e) {
            // Either end broke off: the other one sees its connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnotherMood(Mood now) throws InterruptedException {
        while (mood == now) {
            Thread.sleep(LOOK_MS);
        }
    }

    private static void say(Socket client, String status) throws IOException {
        String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void forward(Head head, InputStream in, Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            OutputStream out = server.getOutputStream();
            out.write(head.forLastRequest());
            out.flush();
            copy(in, out, head.bodyBytes());
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void copy(InputStream from, OutputStream to, long count) throws IOException {
        byte[] part = new byte[1 << 14];
        for (long left = count; left > 0; ) {
            int read = from.read(part, 0, (int) Math.min(part.length, left));
            if (read < 0) {
                throw new EOFException("the body ended early");
            }
            to.write(part, 0, read);
            left -= read;
        }
        to.flush();
    }

    @Override
    public void close() throws IOException {
        mood = Mood.WELL;
        door.close();
    }
}

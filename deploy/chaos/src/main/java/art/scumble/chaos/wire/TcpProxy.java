package art.scumble.chaos.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between two parts on loopback, which can be slow, silent or torn. */
public final class TcpProxy implements AutoCloseable {
    private static final int PART_BYTES = 1 << 16;
    private static final long LOOK_MS = 20;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile Duration delay = Duration.ZERO;

    /** Listens on a free port at once; {@code target} need not listen yet. */
    public TcpProxy(String name, int target) throws IOException {
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().name(name).start(this::acceptAll);
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** Every part of every stream arrives so much later, in both directions. */
    public void delay(Duration by) {
        delay = by;
    }

    /** Nothing arrives any more, though nothing is refused either, until {@link #heal}. */
    public void silence() {
        silent = true;
    }

    /** Breaks every connection that is open; new ones work. */
    public void tear() {
        sockets.forEach(TcpProxy::tear);
    }

    /** A good wire again. What was held up arrives. */
    public void heal() {
        silent = false;
        delay = Duration.ZERO;
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = door.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException e) {
            // The door was closed.
        }
    }

    private void connect(Socket client) {
        try {
            awaitVoice();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> carry(client, server));
            carry(server, client);
        } catch (IOException e) {
            // The target is away: the client sees a connection that ends, as with any proxy.
            forget(client);
        }
    }

    /** Carries until one end closes, and then closes both: none of our protocols needs a half-closed connection. */
    private void carry(Socket from, Socket to) {
        byte[] part = new byte[PART_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                Thread.sleep(delay);
                awaitVoice();
                out.write(part, 0, count);
            }
        } catch (IOException e) {
            // An end that breaks off ends the other one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget(from);
            forget(to);
        }
    }

    private void awaitVoice() throws IOException {
        try {
            while (silent) {
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void forget(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as far as we can close it.
        }
    }

    private static void tear(Socket socket) {
        try {
            // With a reset instead of a proper end.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (SocketException e) {
            // It was closed before.
        } catch (IOException e) {
            throw new IllegalStateException("a socket can't be closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        heal();
        door.close();
        tear();
    }
}

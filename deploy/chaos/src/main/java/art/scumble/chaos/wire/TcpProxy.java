package art.scumble.chaos.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A wire between two parts on loopback, which can be slow, silent or torn. */
public final class TcpProxy implements AutoCloseable {
    private static final int PART_BYTES = 1 << 16;
    private static final int PARTS_UNDER_WAY = 64;
    private static final long LOOK_MS = 20;

    /** What is under way, and when it arrives; without bytes it is the stream's end. */
    private record Part(byte[] bytes, long due) {}

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile Duration delay = Duration.ZERO;
    private volatile Duration answerDelay = Duration.ZERO;
    private volatile int oneAnswerLostIn;

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

    /** The same, in the direction of those who connected alone. */
    public void delayAnswers(Duration by) {
        answerDelay = by;
    }

    /** Of so many parts of an answer one is lost, and its connection with it: TCP loses nothing else. */
    public void loseAnswers(int oneIn) {
        oneAnswerLostIn = oneIn;
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
        answerDelay = Duration.ZERO;
        oneAnswerLostIn = 0;
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
            Thread.ofVirtual().start(() -> carry(client, server, false));
            carry(server, client, true);
        } catch (IOException e) {
            // The target is away: the client sees a connection that ends, as with any proxy.
            forget(client);
        }
    }

    /** Carries until one end closes, and then closes both: none of our protocols needs a half-closed connection. */
    private void carry(Socket from, Socket to, boolean answers) {
        BlockingQueue<Part> line = new ArrayBlockingQueue<>(PARTS_UNDER_WAY);
        Thread reader = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            deliver(line, from, to, answers);
            reader.interrupt();
        });
        byte[] part = new byte[PART_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                long late = answers ? Math.max(answerDelay.toNanos(), delay.toNanos()) : delay.toNanos();
                line.put(new Part(Arrays.copyOf(part, count), System.nanoTime() + late));
            }
            line.put(new Part(new byte[0], System.nanoTime()));
        } catch (IOException e) {
            // An end that breaks off ends the other one.
            forget(from);
            forget(to);
        } catch (InterruptedException e) {
            // Nobody takes it any more.
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(BlockingQueue<Part> line, Socket from, Socket to, boolean answers) {
        try {
            OutputStream out = to.getOutputStream();
            for (Part part = line.take(); part.bytes().length > 0; part = line.take()) {
                TimeUnit.NANOSECONDS.sleep(part.due() - System.nanoTime());
                awaitVoice();
                if (answers
                        && oneAnswerLostIn > 0
                        && ThreadLocalRandom.current().nextInt(oneAnswerLostIn) == 0) {
                    tear(from);
                    tear(to);
                    return;
                }
                out.write(part.bytes());
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

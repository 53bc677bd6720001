package art.scumble.http.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The operating system's resolver, within a limit of time. It has platform threads of its own: a lookup blocks in native
 * code, where it would hold the few threads that all virtual ones run on.
 */
public final class SystemResolver implements Resolver {
    private static final int THREADS = 64;
    private static final int MOST_WAITING = 10_000;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("resolver-", 0).daemon().factory());
    private final Duration patience;

    /** {@code patience} is how long a lookup may take. */
    public SystemResolver(Duration patience) {
        this.patience = patience;
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        Future<List<InetAddress>> lookup = threads.submit(() -> List.of(InetAddress.getAllByName(host)));
        try {
            return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(host + " has no address", e);
        } catch (TimeoutException e) {
            lookup.cancel(true);
            throw failure("the lookup of " + host + " took too long", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted", e);
        }
    }

    private static UnknownHostException failure(String message, Exception cause) {
        UnknownHostException failure = new UnknownHostException(message);
        failure.initCause(cause);
        return failure;
    }
}

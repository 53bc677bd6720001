package art.scumble.worker.task;

import java.util.function.LongSupplier;

/** How much of the time in which it has tasks a worker spends searching; everything else should happen meanwhile. */
public final class ComputeShare {
    private final LongSupplier nanoTime;
    private final Stopwatch busy = new Stopwatch();
    private final Stopwatch searching = new Stopwatch();

    /** Sums up the time in which something is going on. */
    private static final class Stopwatch {
        private long sum;
        private long since;
        private int running;

        void set(int count, long now) {
            sum += running > 0 ? now - since : 0;
            since = now;
            running = count;
        }

        double seconds(long now) {
            return (sum + (running > 0 ? now - since : 0)) / 1e9;
        }
    }

    /** Reads this clock, in nanoseconds. */
    public ComputeShare(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void inHand(int tasks) {
        busy.set(tasks, nanoTime.getAsLong());
    }

    synchronized void searchBegins() {
        searching.set(searching.running + 1, nanoTime.getAsLong());
    }

    synchronized void searchEnds() {
        searching.set(searching.running - 1, nanoTime.getAsLong());
    }

    /** Seconds in which there was at least one task. */
    public synchronized double busySeconds() {
        return busy.seconds(nanoTime.getAsLong());
    }

    /** Seconds of them in which a search ran. */
    public synchronized double searchSeconds() {
        return searching.seconds(nanoTime.getAsLong());
    }
}

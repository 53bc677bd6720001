package art.scumble.chaos.fault;

import art.scumble.chaos.history.Entry;
import art.scumble.chaos.history.History;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** One fault after another, two at once at most, and never two at the same place. */
public final class Storm {
    private static final int AT_ONCE = 2;

    private final Mischief mischief;
    private final History history;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Set<String> struck = ConcurrentHashMap.newKeySet();

    /** Of faults that are done by {@code mischief}. */
    public Storm(Mischief mischief, History history) {
        this.mischief = mischief;
        this.history = history;
    }

    /** Returns when all faults are over; how many there were. */
    public int blow(List<Schedule.Timed> schedule) throws InterruptedException {
        Instant begun = Instant.now();
        List<Thread> threads = new ArrayList<>();
        int number = 0;
        for (Schedule.Timed timed : schedule) {
            Duration early = Duration.between(Instant.now(), begun.plus(timed.at()));
            if (early.isPositive()) {
                Thread.sleep(early);
            }
            room.acquire();
            if (!struck.add(timed.fault().target())) {
                room.release();
                continue;
            }
            int one = ++number;
            threads.add(Thread.ofPlatform().name("fault-" + one).daemon().start(() -> strike(one, timed.fault())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return number;
    }

    private void strike(int number, Fault fault) {
        try {
            history.add(new Entry.Began(Instant.now(), number, fault.kind(), fault.target(), fault.toString()));
            try {
                mischief.begin(fault);
                Thread.sleep(fault.lasts());
            } finally {
                mischief.end(fault);
            }
        } catch (IOException e) {
            history.note("fault " + number + " did not go as planned: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            history.add(new Entry.Ended(Instant.now(), number));
            struck.remove(fault.target());
            room.release();
        }
    }
}

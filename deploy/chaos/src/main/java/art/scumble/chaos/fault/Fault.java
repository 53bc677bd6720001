package art.scumble.chaos.fault;

import java.time.Duration;

/** Something that goes wrong for a while. */
public sealed interface Fault {
    /** The part, wire or store that it strikes; no two faults strike the same at once. */
    String target();

    /** How long, until what was struck is let go. */
    Duration lasts();

    /** What it is called in a history. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** A fault that is done when it has begun. */
    sealed interface Momentary extends Fault {
        @Override
        default Duration lasts() {
            return Duration.ZERO;
        }
    }

    /** kill -9 of a process, which is started again after a while. */
    record Kill(String target, Duration lasts) implements Fault {}

    /** SIGSTOP, and SIGCONT after a while. */
    record Freeze(String target, Duration lasts) implements Fault {}

    /** A wire on which everything is late. */
    record Delay(String target, Duration by, Duration lasts) implements Fault {}

    /** A wire on which nothing arrives. */
    record Partition(String target, Duration lasts) implements Fault {}

    /** All connections of a wire break, and what is on its way is lost; new ones work. */
    record Tear(String target) implements Momentary {}

    /** A store that answers 503. */
    record StoreBusy(String target, Duration lasts) implements Fault {}

    /** A store that takes requests and does not answer. */
    record StoreHangs(String target, Duration lasts) implements Fault {}

    /** A store that says yes and keeps nothing. */
    record StoreForgets(String target, Duration lasts) implements Fault {}

    /** No room left on the store's disk. */
    record FullDisk(String target, Duration lasts) implements Fault {}

    /** Somebody holds a lock on a table of ingest's. */
    record LockedTable(String target, Duration lasts) implements Fault {}

    /** The latest messages of a topic come once more, in another order. */
    record Repeat(String target, int count, long seed) implements Momentary {}

    /** Messages from any time of the run come once more. */
    record Late(String target, int count, long seed) implements Momentary {}

    /** Somebody takes a task and is killed before they say so. */
    record TakeAndDie(String target) implements Momentary {}
}

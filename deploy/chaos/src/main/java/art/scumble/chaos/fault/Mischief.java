package art.scumble.chaos.fault;

import art.scumble.chaos.history.History;
import art.scumble.chaos.load.Bus;
import art.scumble.chaos.stack.ChaosStack;
import art.scumble.chaos.stack.SmallDisk;
import art.scumble.chaos.wire.StoreProxy;
import art.scumble.local.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does a fault to the stack, and makes it good again. */
public final class Mischief {
    private static final int REVIVALS = 5;
    private static final int TAKING_SECONDS = 30;
    private static final long PAUSE_MS = 2000;

    private final ChaosStack stack;
    private final Bus bus;
    private final History history;
    private final Map<String, Connection> locks = new ConcurrentHashMap<>();

    /** To this stack. */
    public Mischief(ChaosStack stack, Bus bus, History history) {
        this.stack = stack;
        this.bus = bus;
        this.history = history;
    }

    /** Begins a fault. */
    public void begin(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Kill kill -> stack.kill(kill.target());
            case Fault.Freeze freeze -> stack.freeze(freeze.target());
            case Fault.Delay delay -> stack.wires().wire(delay.target()).delay(delay.by());
            case Fault.Partition partition ->
                stack.wires().wire(partition.target()).silence();
            case Fault.Tear tear -> stack.wires().wire(tear.target()).tear();
            case Fault.StoreBusy busy -> store(busy, StoreProxy.Mood.BUSY);
            case Fault.StoreHangs hangs -> store(hangs, StoreProxy.Mood.HANGING);
            case Fault.StoreForgets forgets -> store(forgets, StoreProxy.Mood.FORGETFUL);
            case Fault.FullDisk full -> disk().fill();
            case Fault.LockedTable table -> lock(table.target());
            case Fault.Repeat repeat -> bus.repeat(repeat.target(), repeat.count(), new Random(repeat.seed()));
            case Fault.Late late -> bus.recall(late.target(), late.count(), new Random(late.seed()));
            case Fault.TakeAndDie take -> takeAndDie(take.target());
        }
    }

    /** Ends a fault, and returns when what it struck is ready again. */
    public void end(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Kill kill -> revive(kill.target());
            case Fault.Freeze freeze -> stack.thaw(freeze.target());
            case Fault.Delay delay -> stack.wires().wire(delay.target()).heal();
            case Fault.Partition partition ->
                stack.wires().wire(partition.target()).heal();
            case Fault.StoreBusy busy -> store(busy, StoreProxy.Mood.WELL);
            case Fault.StoreHangs hangs -> store(hangs, StoreProxy.Mood.WELL);
            case Fault.StoreForgets forgets -> store(forgets, StoreProxy.Mood.WELL);
            case Fault.FullDisk full -> disk().relieve();
            case Fault.LockedTable table -> unlock(table.target());
            case Fault.Momentary momentary -> {}
        }
    }

    private void store(Fault fault, StoreProxy.Mood mood) {
        stack.wires().store(fault.target()).be(mood);
    }

    private SmallDisk disk() {
        return stack.disk().orElseThrow(() -> new Problem("There is no small disk to fill."));
    }

    private void revive(String name) throws IOException, InterruptedException {
        for (int i = 1; i < REVIVALS; i++) {
            try {
                stack.revive(name);
                return;
            } catch (IOException e) {
                history.note(name + " did not start again: " + e.getMessage());
                Thread.sleep(PAUSE_MS);
            }
        }
        stack.revive(name);
    }

    private void lock(String table) {
        try {
            locks.put(table, stack.rows().lock(table));
        } catch (SQLException e) {
            history.note(table + " could not be locked: " + e.getMessage());
        }
    }

    private void unlock(String table) {
        Connection lock = locks.remove(table);
        if (lock != null) {
            try {
                lock.close();
            } catch (SQLException e) {
                history.note("the lock on " + table + " had gone already: " + e.getMessage());
            }
        }
    }

    private void takeAndDie(String topic) throws IOException, InterruptedException {
        Process taker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taker.class.getName(),
                        stack.kafka(),
                        topic)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = taker.inputReader(StandardCharsets.UTF_8);
        CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> firstLine(out));
        try {
            history.note(
                    "a worker was killed that had said nothing but: " + said.get(TAKING_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            history.note("there was no task to take in " + Duration.ofSeconds(TAKING_SECONDS));
        } finally {
            taker.destroyForcibly().waitFor();
        }
    }

    private static String firstLine(BufferedReader out) {
        return out.lines()
                .filter(line -> line.startsWith(Taker.TAKEN))
                .findFirst()
                .orElse("");
    }
}

package art.scumble.evaluation.speed;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a piece of work took.
 *
 * @param cpuSeconds of all processors, by this process: also what it compiled and collected meanwhile
 * @param wallSeconds until it was done
 */
record Spent(double cpuSeconds, double wallSeconds) {
    private static final double NANOSECONDS = 1e9;

    /** By work that is done once. */
    static Spent by(Runnable work) {
        long cpu = cpuNanoseconds();
        long wall = System.nanoTime();
        work.run();
        return new Spent((cpuNanoseconds() - cpu) / NANOSECONDS, (System.nanoTime() - wall) / NANOSECONDS);
    }

    /** The medians of both. */
    static Spent median(List<Spent> all) {
        return new Spent(median(all, Spent::cpuSeconds), median(all, Spent::wallSeconds));
    }

    /** The median of something; the mean of the two in the middle of an even number. */
    static <T> double median(List<T> all, ToDoubleFunction<T> value) {
        double[] ascending = all.stream().mapToDouble(value).sorted().toArray();
        return (ascending[(ascending.length - 1) / 2] + ascending[ascending.length / 2]) / 2;
    }

    private static long cpuNanoseconds() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return system.getProcessCpuTime();
        }
        throw new IllegalStateException("this Java does not say what a process takes");
    }
}

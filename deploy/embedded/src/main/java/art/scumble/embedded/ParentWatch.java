package art.scumble.embedded;

import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * Ends this JVM when its standard input closes, which the kernel does even after a kill -9 of the parent: so no child
 * is ever orphaned. Works as a Java agent, so that the services need not know that a launcher exists.
 */
public final class ParentWatch {
    private ParentWatch() {}

    /** Entry point of the agent. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start();
    }

    /** Starts watching on a daemon thread. */
    public static void start() {
        Thread watch = new Thread(ParentWatch::exitAtEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The parent says nothing; only the end counts.
            }
        } catch (IOException e) {
            // An input that can't be read is as closed as one at its end.
        }
        System.exit(0);
    }
}

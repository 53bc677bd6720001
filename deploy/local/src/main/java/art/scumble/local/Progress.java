package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;

/** The line that tells how far we are: one that changes in a terminal, a new one now and then elsewhere. */
final class Progress {
    private static final String CLEAR = "\r\u001b[K";
    private static final long PAUSE_NS = 20_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final int total;
    private final long start = System.nanoTime();
    private long shownAt = start - PAUSE_NS;
    private int failures;
    private volatile boolean waiting;

    Progress(PrintStream out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    void uploaded(int count) {
        say(String.format(Locale.ROOT, "%d of %d uploaded", count, total), count == total);
    }

    void resumed(int count) {
        out.printf(
                "%sGoing on with %d pictures of a run that was interrupted; --fresh begins anew.%n",
                terminal ? CLEAR : "", count);
    }

    void show(int done) {
        waiting = true;
        show(done, false);
    }

    /** Says how to go on, if the process is told to stop while pictures are under way. */
    void interrupted() {
        if (waiting) {
            out.printf("%sStopping. The same command goes on where this one stopped.%n", terminal ? CLEAR : "");
        }
    }

    private void show(int done, boolean always) {
        double minutes = (System.nanoTime() - start) / 60e9;
        double rate = done / Math.max(minutes, 1e-9);
        String left = done == 0 ? "time left not known yet" : left((total - done) / rate);
        String failed = failures == 0 ? "" : ", " + failures + " failed";
        say(String.format(Locale.ROOT, "%d of %d done%s, %.1f a minute, %s", done, total, failed, rate, left), always);
    }

    private static String left(double minutes) {
        return minutes < 1.5
                ? String.format(Locale.ROOT, "%.0f s left", minutes * 60)
                : String.format(Locale.ROOT, "%.0f min left", minutes);
    }

    /** Says at once what failed and why. */
    void failed(JsonNode artwork) {
        failures++;
        out.printf(
                "%s%s: %s, %s. %s (%s)%n",
                terminal ? CLEAR : "",
                artwork.path("reference").asText(),
                artwork.path("state").asText(),
                artwork.path("reason").asText(),
                artwork.path("advice").asText(),
                artwork.path("code").asText());
    }

    void end() {
        show(total, true);
        waiting = false;
        out.println();
    }

    private void say(String line, boolean always) {
        long now = System.nanoTime();
        if (terminal) {
            out.print(CLEAR + line);
            out.flush();
        } else if (always || now - shownAt >= PAUSE_NS) {
            out.println(line);
            shownAt = now;
        }
    }
}

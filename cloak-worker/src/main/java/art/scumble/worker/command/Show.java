package art.scumble.worker.command;

import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.show.Showing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The part of {@code ./scumble show} that draws: the launcher has found the folder. */
@Command(name = "show", description = "Makes a page of a folder of results.")
public final class Show implements Callable<Integer> {
    /** By this the launcher finds the sentence among all that the native engine says. */
    private static final String SORRY = "NO PAGE. ";

    private static final long PAUSE_NS = 10_000_000_000L;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of("");

    @Option(names = "--pictures", paramLabel = "DIR", description = "Where the originals are now.")
    private @Nullable Path pictures;

    @Option(names = "--from", paramLabel = "N", description = "The first work on the page.")
    private int from = 1;

    @Option(names = "--page", paramLabel = "FILE", description = "Where the page goes.")
    private @Nullable Path page;

    private long saidAt = System.nanoTime();

    private Show() {}

    /** Runs it; the exit code is 0 if it did what was asked. */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Show());
        commands.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof IOException) {
                String words = failure.getMessage() == null ? failure.toString() : failure.getMessage();
                command.getErr().println(SORRY + words);
                return 1;
            }
            throw failure;
        });
        System.exit(commands.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Showing showing =
                new Showing(ModelShelf.configured(), Runtime.getRuntime().availableProcessors());
        Showing.Wish wish = new Showing.Wish(folder, Optional.ofNullable(pictures), from, Optional.ofNullable(page));
        Path made = showing.write(wish, this::say);
        System.out.printf(
                Locale.ROOT,
                "%s shows them, %.1f MB: open it in a browser.%n",
                made.toAbsolutePath().normalize(),
                Files.size(made) / 1e6);
        return 0;
    }

    private void say(int works, int of) {
        long now = System.nanoTime();
        if (now - saidAt >= PAUSE_NS) {
            System.out.println(works + " of " + of + " drawn");
            saidAt = now;
        }
    }
}

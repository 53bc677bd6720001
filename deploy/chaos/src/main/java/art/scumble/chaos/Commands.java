package art.scumble.chaos;

import art.scumble.local.Problem;
import picocli.CommandLine;

/** How this module's commands are run. */
public final class Commands {
    private static final int MENDABLE = 2;

    private Commands() {}

    /** Runs one; its exit code. What people can mend is told in its own sentence. */
    public static int run(Object command, String... args) {
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((failure, failed, result) -> {
            if (failure instanceof Problem) {
                failed.getErr().println(failure.getMessage());
                return MENDABLE;
            }
            throw failure;
        });
        return line.execute(args);
    }
}

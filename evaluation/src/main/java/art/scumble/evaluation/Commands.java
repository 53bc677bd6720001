package art.scumble.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;

/** What the commands of this module have in common. */
public final class Commands {
    private Commands() {}

    /** Runs a command to the end of the process; what could not be had is told in one line, and the exit code is 1. */
    public static void main(Object command, String[] args) {
        CommandLine line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, at, result) -> {
            if (failure instanceof IOException || failure instanceof IllegalArgumentException) {
                at.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
                return 1;
            }
            throw failure;
        });
        System.exit(line.execute(args));
    }

    /** Where foreign networks are kept. */
    public static Path networks() {
        String home = System.getenv("SCUMBLE_HOME");
        return (home == null ? Path.of(System.getProperty("scumble.code", ""), ".scumble") : Path.of(home))
                .resolve("cache")
                .resolve("networks");
    }
}

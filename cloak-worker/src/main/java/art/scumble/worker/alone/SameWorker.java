package art.scumble.worker.alone;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts what this process was started as, for one picture alone: no HTTP, no slots, and a limit of memory. */
public record SameWorker(long memoryBytes) {
    /** The command for a folder that {@link Alone#run} is to look into. */
    public List<String> command(Path folder) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "ulimit -d \"$0\"; exec \"$@\"", Long.toString(memoryBytes / 1024)));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.contains("OutOfMemoryError"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Dquarkus.http.host-enabled=false",
                "-Dscumble.worker.alone=" + folder,
                "-jar",
                System.getProperty("java.class.path")));
        return command;
    }
}

package art.scumble.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of its own with the tests' classes, whose memory can be measured, and the C library set as the launcher sets it. */
public final class OwnProcess {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
            "MALLOC_MMAP_THRESHOLD_", "2000000000",
            "MALLOC_TRIM_THRESHOLD_", "8000000000",
            "MALLOC_TOP_PAD_", "268435456",
            "TF_CPP_MIN_LOG_LEVEL", "1");

    private OwnProcess() {}

    /**
     * Runs a main class to its end, and gives its status.
     *
     * @param said gets what it prints
     * @param jvm options
     */
    public static int run(Path said, List<String> jvm, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("--enable-native-access=ALL-UNNAMED");
        for (String property : List.of("org.bytedeco.javacpp.cachedir", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR")) {
            command.add("-D" + property + "=" + System.getProperty(property));
        }
        command.add("-Dai.djl.offline=true");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(ENVIRONMENT);
        return builder.start().waitFor();
    }
}

package art.scumble.worker.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the processor computes by itself.
 *
 * @param flags as Linux lists them
 */
record Processor(List<String> flags) {
    /** This machine's; of others than Linux nothing is known, and nothing assumed. */
    static Processor here() {
        return of(Path.of("/proc/cpuinfo"));
    }

    static Processor of(Path cpuinfo) {
        try {
            return new Processor(Files.readAllLines(cpuinfo).stream()
                    .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .findFirst()
                    .map(line -> Arrays.asList(line.split("\\s+", -1)))
                    .orElse(List.of()));
        } catch (IOException e) {
            return new Processor(List.of());
        }
    }

    /** Whether it multiplies in bf16; elsewhere that is emulated, and slower than fp32. */
    boolean hasBf16() {
        return flags.contains("avx512_bf16") || flags.contains("amx_bf16") || flags.contains("bf16");
    }
}

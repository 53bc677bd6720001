package art.scumble.local;

import art.scumble.contract.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which encoder a directory of models has, as one hash. */
final class EncoderHash {
    static final String NONE = "none";

    private static final String SUFFIX = "_encoder.safetensors";

    private EncoderHash() {}

    /** The same for the same weights under the same names; {@link #NONE} if there are none. */
    static String of(Path models) throws IOException {
        if (!Files.isDirectory(models)) {
            return NONE;
        }
        List<String> weights = new ArrayList<>();
        try (Stream<Path> files = Files.list(models)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    weights.add(name + " " + FileHash.of(file));
                }
            }
        }
        return weights.isEmpty()
                ? NONE
                : Sha256.of(String.join("\n", weights).getBytes(StandardCharsets.UTF_8))
                        .hex();
    }
}

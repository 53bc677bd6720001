package art.scumble.local;

import art.scumble.contract.SearchVersion;
import art.scumble.contract.Sha256;
import art.scumble.contract.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the workers protect with, their encoders and what was chosen for them, as one hash. */
final class ProtectionHash {
    private static final String SUFFIX = "_encoder.safetensors";

    private ProtectionHash() {}

    /**
     * The same for the same search, the same weights under the same names and the same choices.
     *
     * @param encoders that were chosen among them
     */
    static String of(Path models, Optional<String> encoders, Optional<Tier> tier) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(SearchVersion.CURRENT);
        words.add("tier " + tier.orElse(Tier.FULL).value());
        words.add("encoders " + encoders.orElse(""));
        words.addAll(weights(models));
        return Sha256.of(String.join("\n", words).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    private static List<String> weights(Path models) throws IOException {
        if (!Files.isDirectory(models)) {
            return List.of();
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
        return weights;
    }
}

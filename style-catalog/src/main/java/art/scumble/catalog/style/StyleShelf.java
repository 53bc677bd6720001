package art.scumble.catalog.style;

import art.scumble.contract.PatternKey;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** All styles, in the order of their ids. Read once, at start-up. */
@ApplicationScoped
public class StyleShelf {
    private static final Logger LOG = Logger.getLogger(StyleShelf.class);

    private final SortedMap<String, Style> styles = new TreeMap<>();
    /** By the SHA-256 of the encoder's weights. */
    private final Map<String, Pushes> pushes = new HashMap<>();

    StyleShelf(StyleConfig config, ObjectMapper json) {
        try {
            readOurs(json);
            if (config.stylesDir().isPresent()) {
                readDirectory(config.stylesDir().get(), json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        styles.values().stream()
                .flatMap(style -> style.encoders().keySet().stream())
                .distinct()
                .forEach(encoder -> pushes.put(encoder, pushes(encoder)));
    }

    private Pushes pushes(String encoder) {
        Pushes measured = new Pushes(encoder, styles.values());
        if (measured.isEmpty()) {
            LOG.warnf(
                    "no style has a push of encoder %s, so that an artist's works go each its own way and are protected"
                            + " less: measure the styles again (docs/operations.md, Styles)",
                    encoder);
        }
        return measured;
    }

    private void readOurs(ObjectMapper json) throws IOException {
        try (BufferedReader index =
                new BufferedReader(new InputStreamReader(resource("styles/index.txt"), StandardCharsets.UTF_8))) {
            for (String name : index.lines().filter(line -> !line.isBlank()).toList()) {
                try (InputStream in = resource("styles/" + name)) {
                    add(json.readValue(in, Style.class));
                }
            }
        }
    }

    private static InputStream resource(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Objects.requireNonNull(loader.getResourceAsStream(name), name);
    }

    private void readDirectory(Path directory, ObjectMapper json) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                add(json.readValue(file.toFile(), Style.class));
            }
        }
    }

    private void add(Style style) {
        styles.put(style.id(), style);
    }

    /** All styles. */
    public Collection<Style> all() {
        return styles.values();
    }

    /** The styles that were measured with this encoder. */
    public List<Style> measuredWith(String encoderSha256) {
        return styles.values().stream()
                .filter(style -> style.encoders().containsKey(encoderSha256))
                .toList();
    }

    /** The way that this artist's works are pushed, as this encoder sees it; empty if none was measured. */
    public List<Style.Layer> push(String encoderSha256, PatternKey artist) {
        Pushes measured = pushes.get(encoderSha256);
        return measured == null ? List.of() : measured.of(artist);
    }

    /** A style by its id. */
    public Optional<Style> byId(String id) {
        return Optional.ofNullable(styles.get(id));
    }
}

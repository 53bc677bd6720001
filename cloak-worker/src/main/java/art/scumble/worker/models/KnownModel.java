package art.scumble.worker.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An encoder whose publisher and hash are on record in this release.
 *
 * @param url where its publisher has it; empty if it is built in
 */
public record KnownModel(
        String name,
        String architecture,
        String latents,
        String licence,
        long bytes,
        String sha256,
        Optional<URI> url) {
    private static final String TABLE = "/models/known.tsv";

    /** All of them, in the order of the table. */
    public static List<KnownModel> all() {
        try (InputStream in = KnownModel.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownModel::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownModel of(String line) {
        String[] cells = line.split("\t", -1);
        Optional<URI> url = cells[6].isEmpty() ? Optional.empty() : Optional.of(URI.create(cells[6]));
        return new KnownModel(cells[0], cells[1], cells[2], cells[3], Long.parseLong(cells[4]), cells[5], url);
    }

    public static Optional<KnownModel> named(String name) {
        return all().stream().filter(known -> known.name.equals(name)).findFirst();
    }

    Model model(Model.Place place) {
        return new Model(name, architecture, latents, licence, bytes, sha256, place);
    }
}

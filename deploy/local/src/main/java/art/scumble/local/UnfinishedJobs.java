package art.scumble.local;

import art.scumble.contract.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Jobs that {@code protect} submitted and did not see the end of, so that the same command goes on with them. */
final class UnfinishedJobs {
    private final Path folder;
    private final String encoder;

    /** Remembers them in this folder, a file each; {@code encoder} tells the one that does the work from others. */
    UnfinishedJobs(Path folder, String encoder) {
        this.folder = folder;
        this.encoder = encoder;
    }

    /** The same for the same pictures under the same names, artist, intensity and encoder. */
    String fingerprint(Path gallery, List<Path> pictures, Order order) {
        MessageDigest digest = Sha256.digest();
        add(digest, encoder);
        add(digest, order.artist());
        add(digest, order.intensity().value());
        for (Path picture : pictures) {
            add(digest, Gallery.reference(picture));
            add(digest, content(gallery.resolve(picture)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** The hash of a file; a file that can't be read has none. */
    private static String content(Path file) {
        try {
            return FileHash.of(file).hex();
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** The job that was submitted for a fingerprint and did not end. */
    Optional<String> of(String fingerprint) throws IOException {
        Path file = folder.resolve(fingerprint);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    void remember(String fingerprint, String job) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(fingerprint), job);
    }

    void forget(String fingerprint) throws IOException {
        Files.deleteIfExists(folder.resolve(fingerprint));
    }
}

package art.scumble.evaluation.network;

import art.scumble.contract.Sha256;
import art.scumble.worker.models.Download;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A package of the npm registry that is fetched once, checked, and kept.
 *
 * @param url of its archive
 * @param sha256 of its archive
 * @param mostBytes that the archive may have
 */
record NpmPackage(URI url, Sha256 sha256, long mostBytes) {
    private static final int MOST_ENTRY_BYTES = 16 << 20;

    /** The texts of those files that are wanted, by their paths in the package. */
    Map<String, String> texts(Path cache, Predicate<String> wanted) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive(cache)));
                TarArchiveInputStream entries = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.isFile() && wanted.test(entry.getName())) {
                    byte[] bytes = entries.readNBytes(MOST_ENTRY_BYTES);
                    texts.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    private void fetch(Path part) throws IOException {
        try {
            new Download(Download.client()).fetch(url, part, mostBytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + url, e);
        }
    }

    private Path archive(Path cache) throws IOException {
        String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
        Path archive = cache.resolve(name);
        if (!Files.exists(archive)) {
            Files.createDirectories(cache);
            Path part = cache.resolve(name + ".part");
            fetch(part);
            if (!Sha256.of(Files.readAllBytes(part)).equals(sha256)) {
                Files.delete(part);
                throw new IOException(url + " is not the file that was expected: its hash is another one.");
            }
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
        }
        return archive;
    }
}

package art.scumble.evaluation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.Sha256;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmPackageTest {
    @TempDir
    private Path cache;

    private final AtomicInteger asked = new AtomicInteger();
    private byte[] archive = new byte[0];
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        archive = archive(Map.of("package/a.js", "one", "package/b.js", "two"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isFetchedOnceAndKept() throws Exception {
        // Given
        NpmPackage npm = new NpmPackage(url(), Sha256.of(archive), 1 << 20);
        // When
        Map<String, String> texts = npm.texts(cache, path -> path.endsWith("b.js"));
        npm.texts(cache, path -> true);
        // Then
        assertThat(texts).containsExactly(Map.entry("package/b.js", "two"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void isRefusedWithAnotherHashAndLeavesNothing() {
        // Given
        NpmPackage npm = new NpmPackage(url(), Sha256.of(new byte[] {1}), 1 << 20);
        // Then
        assertThatThrownBy(() -> npm.texts(cache, path -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its hash is another one");
        assertThat(cache).isEmptyDirectory();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/some-1.0.tgz");
    }

    private static byte[] archive(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}

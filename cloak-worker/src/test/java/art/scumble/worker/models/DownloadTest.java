package art.scumble.worker.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] FILE = new byte[300_000];

    @TempDir
    private Path folder;

    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private HttpServer publisher;
    private boolean knowsRanges = true;

    @BeforeEach
    void publish() throws IOException {
        new Random(1).nextBytes(FILE);
        publisher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publisher.createContext("/file", this::serve);
        publisher.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
        ranges.add(range);
        boolean part = knowsRanges && !range.equals("null");
        int from = part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        exchange.sendResponseHeaders(part ? 206 : 200, FILE.length - from);
        exchange.getResponseBody().write(FILE, from, FILE.length - from);
        exchange.close();
    }

    @AfterEach
    void stop() {
        publisher.stop(0);
    }

    @Test
    void goesOnBehindWhatIsThere() throws Exception {
        // Given
        Path part = Files.write(folder.resolve("part"), Arrays.copyOf(FILE, 1000));
        // When
        fetch("file", part, FILE.length);
        // Then
        assertThat(part).hasBinaryContent(FILE);
        assertThat(ranges).containsExactly("bytes=1000-");
    }

    @Test
    void beginsAnewWhereThePublisherDoesNotKnowRanges() throws Exception {
        // Given
        knowsRanges = false;
        Path part = Files.write(folder.resolve("part"), new byte[] {9, 9, 9});
        // When
        fetch("file", part, FILE.length);
        // Then
        assertThat(part).hasBinaryContent(FILE);
    }

    @Test
    void takesNoMoreThanItShould() {
        assertThatThrownBy(() -> fetch("file", folder.resolve("part"), FILE.length - 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than it should be");
        assertThatThrownBy(() -> fetch("nothing", folder.resolve("part"), FILE.length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
        publisher.stop(0);
        assertThatThrownBy(() -> fetch("file", folder.resolve("part"), FILE.length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1 can't be reached");
    }

    private void fetch(String path, Path part, long mostBytes) throws Exception {
        try (HttpClient http = Download.client()) {
            URI url = URI.create("http://127.0.0.1:" + publisher.getAddress().getPort() + "/" + path);
            new Download(http).fetch(url, part, mostBytes);
        }
    }
}

package art.scumble.worker.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Fetches a file over HTTPS; what was fetched before an interruption is not fetched again. */
public final class Download {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private final HttpClient http;

    public Download(HttpClient http) {
        this.http = http;
    }

    /** Redirects are followed, but not from HTTPS to plain HTTP. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * Fetches into {@code part}, going on behind what is there already.
     *
     * @param mostBytes that the file may have
     * @throws IOException with one sentence if it did not come
     */
    public void fetch(URI url, Path part, long mostBytes) throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have >= mostBytes) {
            Files.delete(part);
            have = 0;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = answer(url, request.build());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
                throw new IOException(url + " answered " + response.statusCode() + ".");
            }
            boolean goesOn = response.statusCode() == PARTIAL;
            copy(url, body, part, goesOn, mostBytes - (goesOn ? have : 0));
        }
    }

    private HttpResponse<InputStream> answer(URI url, HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IOException(
                    url.getHost() + " can't be reached (" + e.getClass().getSimpleName() + ").", e);
        }
    }

    private static void copy(URI url, InputStream body, Path part, boolean goesOn, long mostBytes) throws IOException {
        long left = mostBytes;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new IOException(url + " is larger than it should be.");
                }
                out.write(buffer, 0, count);
            }
        }
    }
}

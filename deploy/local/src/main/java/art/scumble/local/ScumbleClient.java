package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A platform's client of ingest-service. Every call may be made again without harm, and is while it can help. */
final class ScumbleClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRIES = 8;
    private static final long FIRST_PAUSE_MS = 200;
    private static final int PAGE = 1000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String apiKey;
    private final Duration patience;

    ScumbleClient(String url, String apiKey) {
        this(url, apiKey, PATIENCE);
    }

    /** {@code patience} is for one exchange, from the connection to the last byte. */
    ScumbleClient(String url, String apiKey, Duration patience) {
        this.url = url;
        this.apiKey = apiKey;
        this.patience = patience;
    }

    /** A place for one upload: its id is for the job, its URL for {@link #put}. */
    record Ticket(String upload, String url) {}

    Ticket ticket() throws IOException, InterruptedException {
        JsonNode ticket = call(request("/v1/uploads").POST(HttpRequest.BodyPublishers.noBody()), 201);
        return new Ticket(ticket.path("upload").asText(), ticket.path("url").asText());
    }

    /** Uploads a file. */
    void put(Ticket ticket, Path file) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(URI.create(ticket.url()))
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        int status = send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("the object store answered " + status + " to the upload of " + file);
        }
    }

    /** Submits a job; the returned id is the job's. By force, what is protected already is protected anew. */
    String submit(List<Map<String, String>> artworks, boolean force) throws IOException, InterruptedException {
        String body = json.writeValueAsString(Map.of("artworks", artworks, "force", force));
        HttpRequest.Builder post = request("/v1/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return call(post, 202).path("id").asText();
    }

    /** Lets a tenant in, as the operator, if it is new, and makes a key for it. */
    String key(String tenant, boolean sandbox) throws IOException, InterruptedException {
        boolean known = false;
        for (JsonNode one : call(request("/v1/operator/tenants"), 200)) {
            known |= one.path("id").asText().equals(tenant);
        }
        if (!known) {
            HttpRequest.Builder put = request("/v1/operator/tenants/" + tenant)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("sandbox", sandbox))));
            call(put, 200);
        }
        String scopes = json.writeValueAsString(Map.of(
                "label", "made by ./scumble key", "scopes", List.of("read", "submit", "control", "webhooks", "keys")));
        HttpRequest.Builder post = request("/v1/operator/tenants/" + tenant + "/keys")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(scopes));
        return call(post, 201).path("secret").asText();
    }

    /** Whether this pipeline has the job: its data may have been cleared away. */
    boolean knows(String job) throws IOException, InterruptedException {
        HttpRequest get = request("/v1/jobs/" + job).build();
        return send(get, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** How many artworks a job has. */
    long works(String job) throws IOException, InterruptedException {
        long works = 0;
        for (JsonNode count : call(request("/v1/jobs/" + job), 200).path("counts")) {
            works += count.asLong();
        }
        return works;
    }

    /** How many artworks of a job have ended. */
    int ended(String job) throws IOException, InterruptedException {
        JsonNode counts = call(request("/v1/jobs/" + job), 200).path("counts");
        return counts.path("protected").asInt()
                + counts.path("refused").asInt()
                + counts.path("abandoned").asInt();
    }

    /** All artworks of a job, in the order of submission. */
    List<JsonNode> artworks(String job) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String after = "-1";
        while (!after.isEmpty()) {
            JsonNode page = call(request("/v1/jobs/" + job + "/artworks?limit=" + PAGE + "&after=" + after), 200);
            page.path("artworks").forEach(all::add);
            after = page.path("next").asText("");
        }
        return all;
    }

    /**
     * Fetches an artwork's protected file. The key goes to ingest, and not with us to the store.
     *
     * @throws Problem if what comes is not what the worker made
     */
    void download(JsonNode artwork, Path file) throws IOException, InterruptedException {
        String path = "/v1/artworks/" + artwork.path("id").asText() + "/result";
        HttpResponse<String> redirect = send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        String location = redirect.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("Scumble answered " + redirect.statusCode() + " to a download"));
        HttpRequest get = HttpRequest.newBuilder(URI.create(location)).build();
        // Nothing of an earlier answer may stay behind the end of this one.
        HttpResponse.BodyHandler<Path> whole = HttpResponse.BodyHandlers.ofFile(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        int status = send(get, whole).statusCode();
        if (status != 200) {
            throw new IOException("the object store answered " + status + " to a download");
        }
        JsonNode made = artwork.path("result");
        if (Files.size(file) != made.path("sizeBytes").asLong()
                || !FileHash.of(file).hex().equals(made.path("sha256").asText())) {
            throw new Problem("The result of " + artwork.path("reference").asText()
                    + " has come damaged; give the same command again, with --fresh if that does not help.");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + apiKey);
    }

    private JsonNode call(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IOException("Scumble answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        long pauseMs = FIRST_PAUSE_MS;
        for (int i = 1; i < TRIES; i++) {
            try {
                HttpResponse<T> response = exchange(request, body);
                if (response.statusCode() < 500 && response.statusCode() != TOO_MANY_REQUESTS) {
                    return response;
                }
            } catch (IOException e) {
                // Perhaps a part is being started again: the last try tells.
            }
            Thread.sleep(pauseMs);
            pauseMs *= 2;
        }
        return exchange(request, body);
    }

    /** A request's own time limit ends at the headers of the answer, so all of it is waited for here. */
    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> response = http.sendAsync(request, body);
        try {
            return response.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(request.uri().getAuthority() + " took more than " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(request.uri().getAuthority() + " can't be talked to: " + e.getCause(), e);
        } finally {
            response.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

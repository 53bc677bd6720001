package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A platform's client of ingest-service. Every call may be made again without harm, and is while it can help. */
final class ScumbleClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRIES = 8;
    private static final long FIRST_PAUSE_MS = 200;
    private static final int PAGE = 1000;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String apiKey;

    ScumbleClient(String url, String apiKey) {
        this.url = url;
        this.apiKey = apiKey;
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
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        int status = send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("the object store answered " + status + " to the upload of " + file);
        }
    }

    /** Submits a job; the returned id is the job's. */
    String submit(List<Map<String, String>> artworks) throws IOException, InterruptedException {
        String body = json.writeValueAsString(Map.of("artworks", artworks));
        HttpRequest.Builder post = request("/v1/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return call(post, 202).path("id").asText();
    }

    /** Whether this pipeline has the job: its data may have been cleared away. */
    boolean knows(String job) throws IOException, InterruptedException {
        HttpRequest get = request("/v1/jobs/" + job).build();
        return send(get, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
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

    /** Fetches a protected file. The key goes to ingest, and not with us to the store. */
    void download(String artwork, Path file) throws IOException, InterruptedException {
        HttpResponse<String> redirect =
                send(request("/v1/artworks/" + artwork + "/result").build(), HttpResponse.BodyHandlers.ofString());
        String location = redirect.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("Scumble answered " + redirect.statusCode() + " to a download"));
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(location)).timeout(PATIENCE).build();
        int status = send(get, HttpResponse.BodyHandlers.ofFile(file)).statusCode();
        if (status != 200) {
            throw new IOException("the object store answered " + status + " to a download");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + apiKey);
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
                HttpResponse<T> response = http.send(request, body);
                if (response.statusCode() < 500) {
                    return response;
                }
            } catch (IOException e) {
                // Perhaps a part is being started again: the last try tells.
            }
            Thread.sleep(pauseMs);
            pauseMs *= 2;
        }
        return http.send(request, body);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

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

/** A platform's client of ingest-service. */
final class ScumbleClient {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String apiKey;

    ScumbleClient(String url, String apiKey) {
        this.url = url;
        this.apiKey = apiKey;
    }

    /** Uploads a file; the returned id is for the job. */
    String upload(Path file) throws IOException, InterruptedException {
        JsonNode ticket = call(request("/v1/uploads").POST(HttpRequest.BodyPublishers.noBody()), 201);
        HttpRequest put = HttpRequest.newBuilder(URI.create(ticket.path("url").asText()))
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        int status = http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("the object store answered " + status + " to the upload of " + file);
        }
        return ticket.path("upload").asText();
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

    /** All artworks of a job, in the order of submission. */
    List<JsonNode> artworks(String job) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String after = "-1";
        while (!after.isEmpty()) {
            JsonNode page = call(request("/v1/jobs/" + job + "/artworks?limit=1000&after=" + after), 200);
            page.path("artworks").forEach(all::add);
            after = page.path("next").asText("");
        }
        return all;
    }

    /** Fetches a protected file. The key goes to ingest, and not with us to the store. */
    void download(String artwork, Path file) throws IOException, InterruptedException {
        HttpResponse<String> redirect =
                http.send(request("/v1/artworks/" + artwork + "/result").build(), HttpResponse.BodyHandlers.ofString());
        String location = redirect.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("no protected file: " + redirect.body()));
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(location)).timeout(PATIENCE).build();
        int status = http.send(get, HttpResponse.BodyHandlers.ofFile(file)).statusCode();
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
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IOException("Scumble answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}

package art.scumble.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One tenant's client. It knows that everything may fail, and tries again in the same words until it is answered. */
public final class Platform {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long PAUSE_MS = 500;
    private static final int PAGE = 1000;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final String url;
    private final String tenant;
    private final String apiKey;

    /** Asks in a tenant's name. */
    public Platform(HttpClient http, String url, String tenant, String apiKey) {
        this.http = http;
        this.url = url;
        this.tenant = tenant;
        this.apiKey = apiKey;
    }

    String tenant() {
        return tenant;
    }

    /** Uploads a source; its upload id. Without bytes the ticket is never used. */
    public String upload(byte[] source, boolean really) throws InterruptedException {
        JsonNode ticket = ask(request("/v1/uploads").POST(HttpRequest.BodyPublishers.noBody()), 201);
        if (really) {
            HttpRequest put = HttpRequest.newBuilder(
                            URI.create(ticket.path("url").asText()))
                    .timeout(PATIENCE)
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(source))
                    .build();
            until(put, OK);
        }
        return ticket.path("upload").asText();
    }

    /**
     * Submits a job; its id. The same key goes with every try, so that the job is accepted once. By force, since pictures of
     * one seed are the same work each time.
     */
    public UUID submit(String lane, List<Map<String, String>> artworks) throws IOException, InterruptedException {
        return submit(lane, artworks, UUID.randomUUID().toString());
    }

    /** Submits a job under this idempotency key. */
    public UUID submit(String lane, List<Map<String, String>> artworks, String key)
            throws IOException, InterruptedException {
        String body = json.writeValueAsString(Map.of("lane", lane, "artworks", artworks, "force", true));
        HttpRequest.Builder post = request("/v1/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return UUID.fromString(ask(post, 202).path("id").asText());
    }

    /** Cancels a job, until that is confirmed; false if this pipeline can't. */
    public boolean cancel(UUID job) throws InterruptedException {
        HttpRequest post = request("/v1/jobs/" + job + "/cancel")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return until(post, OK, 404, 405).statusCode() == OK;
    }

    /** The counts of a job, as they stand in the answer. */
    public JsonNode job(UUID job) throws InterruptedException {
        return ask(request("/v1/jobs/" + job), OK);
    }

    /** All artworks of a job. */
    public List<JsonNode> artworks(UUID job) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String after = "-1";
        while (!after.isEmpty()) {
            JsonNode page = ask(request("/v1/jobs/" + job + "/artworks?limit=" + PAGE + "&after=" + after), OK);
            page.path("artworks").forEach(all::add);
            after = page.path("next").asText("");
        }
        return all;
    }

    /**
     * The protected file, after three tries at most.
     *
     * @throws IOException saying what came instead
     */
    public byte[] result(UUID artwork) throws IOException, InterruptedException {
        HttpResponse<byte[]> redirect =
                until(request("/v1/artworks/" + artwork + "/result").build(), 303, 404, 409);
        String place = redirect.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the API answered " + redirect.statusCode() + " to a download"));
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(place)).timeout(PATIENCE).build();
        HttpResponse<byte[]> file = until(get, OK, 403, 404);
        if (file.statusCode() != OK) {
            throw new IOException("the store answered " + file.statusCode() + " to a download");
        }
        return file.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + apiKey);
    }

    private JsonNode ask(HttpRequest.Builder request, int expected) throws InterruptedException {
        try {
            return json.readTree(until(request.build(), expected).body());
        } catch (IOException e) {
            throw new IllegalStateException("the API answered with something that is no JSON", e);
        }
    }

    /** Tries until one of these statuses comes; ends with the thread's interruption. */
    private HttpResponse<byte[]> until(HttpRequest request, int... statuses) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                for (int status : statuses) {
                    if (response.statusCode() == status) {
                        return response;
                    }
                }
                if (response.statusCode() >= 400 && response.statusCode() < 500 && response.statusCode() != TOO_MANY) {
                    throw new IllegalStateException(request.uri() + " answered " + response.statusCode());
                }
            } catch (IOException e) {
                // Something is out of order just now, as it should be.
            }
            Thread.sleep(PAUSE_MS);
        }
    }
}

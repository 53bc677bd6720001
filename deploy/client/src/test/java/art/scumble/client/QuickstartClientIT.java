package art.scumble.client;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.client.api.ArtworksApi;
import art.scumble.client.api.JobsApi;
import art.scumble.client.api.WebhooksApi;
import art.scumble.client.model.ArtworkEntry;
import art.scumble.client.model.ArtworkView;
import art.scumble.client.model.EndpointRequest;
import art.scumble.client.model.EndpointView;
import art.scumble.client.model.JobRequest;
import art.scumble.client.model.JobView;
import art.scumble.client.model.UploadTicket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart, by a client that a generator made of the API's document. */
class QuickstartClientIT {
    private static final Path CODE = Path.of(System.getProperty("scumble.code")).toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private ApiClient client = new ApiClient();

    @BeforeEach
    void startAPipeline() throws Exception {
        scumble("up");
        List<String> exports =
                scumble("key", "--tenant", "museum", "--sandbox").lines().toList();
        String url = exports.get(0).replaceFirst("export SCUMBLE=", "");
        String key = exports.get(1).replaceFirst("export SCUMBLE_KEY=", "");
        client = new ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
    }

    @AfterEach
    void stopIt() throws Exception {
        scumble("down");
    }

    @Test
    void leadsFromAKeyToAProtectedPicture() throws Exception {
        // Given
        EndpointView endpoint = new WebhooksApi(client)
                .createEndpoint(new EndpointRequest().url("http://127.0.0.1:9/").digest("each"));
        assertThat(endpoint.getSecret()).startsWith("whsec_");
        ArtworksApi artworks = new ArtworksApi(client);
        JobsApi jobs = new JobsApi(client);
        UploadTicket ticket = uploaded(artworks);
        // When
        JobView job = jobs.submitJob(
                new JobRequest()
                        .addArtworksItem(new ArtworkEntry()
                                .reference("bridge.jpg")
                                .artist("vincent")
                                .upload(ticket.getUpload().toString())),
                null,
                null,
                null,
                "a key");
        UUID id = Objects.requireNonNull(job.getId());
        Instant limit = Instant.now().plus(PATIENCE);
        while (!Boolean.TRUE.equals(jobs.job(id).getFinished())) {
            assertThat(Instant.now()).isBefore(limit);
            Thread.sleep(500);
        }
        // Then
        List<ArtworkView> ended = Objects.requireNonNull(
                jobs.jobArtworks(id, null, null, null, null, null, null).getArtworks());
        assertThat(ended).singleElement().satisfies(artwork -> {
            assertThat(artwork.getReference()).isEqualTo("bridge.jpg");
            assertThat(artwork.getState()).isEqualTo("protected");
            assertThat(Objects.requireNonNull(artwork.getReport()).getSimulated())
                    .isTrue();
        });
    }

    private UploadTicket uploaded(ArtworksApi artworks) throws Exception {
        UploadTicket ticket = artworks.uploadTicket();
        HttpRequest put = HttpRequest.newBuilder(URI.create(Objects.requireNonNull(ticket.getUrl())))
                .PUT(HttpRequest.BodyPublishers.ofFile(CODE.resolve("gallery/langlois-bridge.jpg")))
                .build();
        assertThat(http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        return ticket;
    }

    /** One of the commands of {@code ./scumble}, without its build. */
    private String scumble(String... command) throws IOException, InterruptedException {
        Path launcher = CODE.resolve("deploy/local/target");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dscumble.code=" + CODE,
                "-cp",
                launcher.resolve("classes") + ":" + launcher.resolve("lib") + "/*",
                "art.scumble.local.Scumble"));
        line.addAll(List.of(command));
        Path said = folder.resolve(command[0] + ".out");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("SCUMBLE_HOME", folder.resolve("state").toString());
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String words = Files.readString(said);
        assertThat(process.exitValue()).as(words).isZero();
        return words;
    }
}

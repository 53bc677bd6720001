package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;
import art.scumble.ingest.job.Submission;
import art.scumble.ingest.manifest.ManifestIntake;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("InputStreamSlowMultibyteRead") // One byte is read, or none.
class ManifestTest extends IngestFixture {
    @Inject
    ManifestIntake intake;

    @Test
    void everyLineBecomesAnArtworkOrIsReported() {
        // Given
        String manifest = """
                \uFEFF{"reference":"a.png","artist":"vincent","sourceKey":"a.png"}

                {"reference":"b.png","artist":"no such/artist","sourceKey":"b.png"}
                not json
                {"reference":"a.png","artist":"vincent","sourceKey":"other.png"}
                {"artist":"vincent","sourceKey":"c.png"}
                {"reference":"d.png","artist":"vincent","sourceKey":"d.png","sise":3}
                {"reference":"%s","artist":"vincent","sourceKey":"e.png"}
                {"reference":"é色.png","artist":"vincent","sourceKey":"é色.png"}""".formatted("x".repeat(20_000));
        // When
        String job = send("k", manifest)
                .statusCode(202)
                .body("closed", equalTo(true), "rejectedLines", equalTo(5))
                .extract()
                .path("id");
        // Then
        assertThat(artworks(job).getList("artworks.reference")).containsExactly("a.png", "b.png", "é色.png");
        assertThat(artworks(job).getString("artworks[1].code")).isEqualTo("BAD_ARTIST_ID");
        platform()
                .get("/v1/jobs/" + job + "/rejected-lines")
                .then()
                .statusCode(200)
                .body("lines.line", equalTo(List.of(4, 5, 6, 7, 8)), "lines[1].reference", equalTo("a.png"));
        platform()
                .get("/v1/jobs/" + job + "/rejected-lines?after=4&limit=2")
                .then()
                .body("lines", hasSize(2), "next", equalTo(6));
    }

    @Test
    void theSameManifestAgainChangesNothingAndAnotherIsRefused() {
        // Given
        String job = send("k", manifest(2500)).statusCode(202).extract().path("id");
        // Then
        send("k", manifest(2500)).statusCode(202).body("id", equalTo(job));
        assertThat(count("SELECT count(*) FROM ingest.artwork")).isEqualTo(2500);
        send("k", manifest(2501)).statusCode(422).body("type", equalTo("urn:scumble:problem:idempotency-key-reused"));
        platform()
                .contentType("application/x-ndjson")
                .header("Idempotency-Key", "k")
                .body(manifest(2500).getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs?lane=interactive")
                .then()
                .statusCode(422);
        submit("k", List.of(entry("a.png"))).statusCode(422);
    }

    @Test
    void aManifestThatBrokeOffGoesOnWhereItWas() throws IOException {
        // Given
        String lines = manifest(3500);
        Submission submission = submission("k");
        assertThatThrownBy(() -> intake.read(submission, brokenOffAfter(lines, 2200)))
                .isInstanceOf(IOException.class);
        assertThat(count("SELECT count(*) FROM ingest.artwork")).isEqualTo(2000);
        String job = database.first(row -> row.getString(1), "SELECT id::text FROM ingest.job")
                .orElseThrow();
        platform().get("/v1/jobs/" + job).then().body("closed", equalTo(false), "finished", equalTo(false));
        // When another manifest claims to go on with it
        send("k", lines.replace("r17.png", "r17.jpg")).statusCode(422);
        // And when the same is sent again
        send("k", lines).statusCode(202).body("id", equalTo(job), "closed", equalTo(true), "rejectedLines", equalTo(0));
        // Then
        assertThat(count("SELECT count(*) FROM ingest.artwork")).isEqualTo(3500);
        assertThat(count("SELECT count(DISTINCT reference) FROM ingest.artwork"))
                .isEqualTo(3500);
    }

    @Test
    void whileOneRequestIsReadAnotherOfTheSameKeyHearsSo() throws IOException {
        // Given
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(manifest(1000).getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        // When
                        send("k", manifest(1000))
                                .statusCode(409)
                                .header("Retry-After", equalTo("30"))
                                .body("type", equalTo("urn:scumble:problem:request-in-progress"));
                        return -1;
                    }
                });
        // Then
        assertThat(intake.read(submission("k"), endless).result()).isEqualTo(ManifestIntake.Result.READ);
    }

    @Test
    void aCancelledManifestIsNotReadOn() throws IOException {
        // Given
        assertThatThrownBy(() -> intake.read(submission("k"), brokenOffAfter(manifest(1500), 1200)))
                .isInstanceOf(IOException.class);
        String job = database.first(row -> row.getString(1), "SELECT id::text FROM ingest.job")
                .orElseThrow();
        // When
        platform().post("/v1/jobs/" + job + "/cancel").then().statusCode(200);
        // Then
        send("k", manifest(1500)).statusCode(409).body("type", equalTo("urn:scumble:problem:cancelled-before"));
        platform().get("/v1/jobs/" + job).then().body("finished", equalTo(true), "counts.abandoned", equalTo(1000));
    }

    @Test
    void whatComesIntoAPausedJobWaits() throws IOException {
        // Given
        assertThatThrownBy(() -> intake.read(submission("k"), brokenOffAfter(manifest(1500), 1200)))
                .isInstanceOf(IOException.class);
        String job = database.first(row -> row.getString(1), "SELECT id::text FROM ingest.job")
                .orElseThrow();
        platform().post("/v1/jobs/" + job + "/pause").then().statusCode(200);
        // When
        send("k", manifest(1500)).statusCode(202);
        // Then
        assertThat(count("SELECT count(*) FROM ingest.artwork WHERE held")).isEqualTo(1500);
    }

    @Test
    void aTenantHasNoMoreUnfinishedThanItMay() {
        // Given
        database.update("UPDATE ingest.tenant SET most_open_artworks = 1200 WHERE id = 'cara'");
        try {
            // When
            send("k", manifest(2500))
                    .statusCode(429)
                    .header("Retry-After", equalTo("60"))
                    .body("type", equalTo("urn:scumble:problem:quota-exceeded"));
            // Then
            assertThat(count("SELECT count(*) FROM ingest.artwork")).isEqualTo(1200);
            submit("other", List.of(entry("o"))).statusCode(429);
        } finally {
            database.update("UPDATE ingest.tenant SET most_open_artworks = NULL WHERE id = 'cara'");
        }
        // And when there is room again
        send("k", manifest(2500)).statusCode(202).body("rejectedLines", equalTo(0));
        // Then
        assertThat(count("SELECT count(*) FROM ingest.artwork")).isEqualTo(2500);
    }

    @Test
    void takesAllSourcesUnderAPrefixEachUnderItsKey() {
        // When
        String job = platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body(Map.of("prefix", Map.of("key", "works/")))
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        // Then
        assertThat(artworks(job).getList("artworks.reference"))
                .containsExactly("works/vincent/a b.png", "works/claude/é.png", "works/loose.png");
        assertThat(artworks(job).getList("artworks.artist")).containsExactly("vincent", "claude", "");
    }

    @Test
    void readsAManifestThatWasUploaded() {
        // When
        String job = platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body(Map.of("manifest", Map.of("upload", BusAndDatabase.UPLOADED_MANIFEST)))
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        // Then
        assertThat(artworks(job).getList("artworks.reference")).containsExactly("from-a-file.png");
    }

    @Test
    void estimatesFromHeadersAndSubmitsNothing() {
        platform()
                .contentType("application/x-ndjson")
                .body((manifest(450) + "\n{\"reference\":\"x\",\"artist\":\"no/one\",\"sourceKey\":\"x\"}\nnonsense")
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/estimates")
                .then()
                .statusCode(200)
                .body("lines", equalTo(452), "rejectedLines", equalTo(1), "artworks", equalTo(447))
                .body("refused", equalTo(Map.of("EMPTY_FILE", 3, "BAD_ARTIST_ID", 1)))
                .body("megapixels", equalTo(894.0f))
                .body("workerSeconds", greaterThan(1000));
        assertThat(count("SELECT count(*) FROM ingest.artwork")).isZero();
    }

    @Test
    void bringsResultsUnderTheKeysThatTheJobAsksFor() {
        // Given
        String job = platform()
                .contentType("application/x-ndjson")
                .header("Idempotency-Key", "k")
                .queryParam("deliverTo", "safe/{artist}/{reference}")
                .body("""
                        {"reference":"a b.png","artist":"vincent","sourceKey":"a"}
                        {"reference":"taken.png","artist":"vincent","sourceKey":"b"}
                        """.getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 2);
        // When
        for (String id : artworks(job).<String>getList("artworks.id")) {
            publish(finished(UUID.fromString(id), 1, protectedAs(BusAndDatabase.SHA)));
        }
        // Then
        await(() -> artworks(job).getString("artworks[0].delivery.deliveredAt") != null
                && artworks(job).getString("artworks[1].delivery.problem") != null);
        assertThat(artworks(job).getString("artworks[0].delivery.key")).isEqualTo("safe/vincent/a b.png");
        assertThat(artworks(job).getString("artworks[1].delivery.problem")).isEqualTo("an object of yours is there");
        assertThat(BusAndDatabase.DELIVERIES)
                .filteredOn(delivery -> delivery.contains("safe/vincent/a b.png"))
                .singleElement()
                .asString()
                .contains(artworks(job).getString("artworks[0].id"), BusAndDatabase.SHA.hex(), "\"attempt\":1");
    }

    @Test
    void takesOneKindOfListAtATime() {
        platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body(Map.of("prefix", Map.of("key", ""), "artworks", List.of(entry("a"))))
                .post("/v1/jobs")
                .then()
                .statusCode(400);
        submit("k", List.of(entry("a"), entry("a"))).statusCode(400);
    }

    private static Submission submission(String key) {
        return new Submission(
                new TenantId("cara"),
                key,
                Lane.BULK,
                false,
                Optional.empty(),
                "00-00000000000000000000000000000000-0000000000000000-00");
    }

    private static InputStream brokenOffAfter(String lines, int count) {
        String first = lines.lines().limit(count).collect(Collectors.joining("\n"));
        return new SequenceInputStream(
                new ByteArrayInputStream(first.getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                });
    }

    private static ValidatableResponse send(String key, String manifest) {
        return platform()
                .contentType("application/x-ndjson")
                .header("Idempotency-Key", key)
                .body(manifest.getBytes(StandardCharsets.UTF_8))
                .post("/v1/jobs")
                .then();
    }

    private static String manifest(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(i ->
                        "{\"reference\":\"r" + i + ".png\",\"artist\":\"vincent\",\"sourceKey\":\"away/" + i + "\"}\n")
                .collect(Collectors.joining());
    }
}

package art.scumble.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import art.scumble.contract.ArtistId;
import art.scumble.contract.ArtworkRef;
import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakReport;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.TenantId;
import art.scumble.contract.Topics;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.sweep.Sweeper;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BusAndDatabase.class)
class IngestTest {
    private static final TenantId CARA = new TenantId("cara");
    private static final CloakReport REPORT = new CloakReport(
            List.of(new CloakReport.EncoderUse("taef2", BusAndDatabase.SHA, "fp32", 1)),
            "monet",
            2,
            40,
            512,
            400,
            0.4,
            0.1,
            0.95,
            1.5,
            3.0,
            12.0,
            false);

    @Inject
    Database database;

    @Inject
    Sweeper sweeper;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private KafkaProducer<String, String> producer;

    @BeforeEach
    void startFromNothing() {
        database.update("TRUNCATE ingest.job, ingest.artwork, ingest.outbox, ingest.belt");
        database.update(
                "INSERT INTO ingest.api_key (sha256, tenant) VALUES (?, 'other') ON CONFLICT DO NOTHING",
                BusAndDatabase.hash(BusAndDatabase.STRANGER));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"), new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void letsOnlyKnownPlatformsIn() {
        given().get("/v1/jobs/" + UUID.randomUUID()).then().statusCode(401).contentType("application/problem+json");
        given().header("Authorization", "Bearer nobody's")
                .get("/v1/jobs/" + UUID.randomUUID())
                .then()
                .statusCode(401);
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void acceptsTheSameRequestOnceAlsoWhenManySendItAtOnce() throws Exception {
        // Given
        String key = UUID.randomUUID().toString();
        Callable<String> submission = () ->
                submit(key, List.of(entry("a.png"))).statusCode(202).extract().path("id");
        // When
        Set<String> jobs = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(Collections.nCopies(16, submission))) {
                jobs.add(answer.get());
            }
        }
        // Then
        assertThat(jobs).hasSize(1);
        assertThat(count("SELECT count(*) FROM ingest.artwork")).isEqualTo(1);
        submit(key, List.of(entry("b.png"))).statusCode(422).contentType("application/problem+json");
    }

    @Test
    void showsAJobAndItsArtworksToItsTenantOnly() {
        // Given
        String job = submit(List.of(entry("a.png")));
        String artwork = artworks(job).getString("artworks[0].id");
        // When
        RequestSpecification stranger = given().header("Authorization", "Bearer " + BusAndDatabase.STRANGER);
        // Then
        platform().get("/v1/jobs/" + job).then().statusCode(200).body("id", equalTo(job));
        stranger.get("/v1/jobs/" + job).then().statusCode(404).contentType("application/problem+json");
        stranger.get("/v1/jobs/" + job + "/artworks").then().statusCode(404);
        stranger.get("/v1/artworks/" + artwork).then().statusCode(404);
        stranger.get("/v1/artworks/" + artwork + "/result").then().statusCode(404);
    }

    @Test
    void refusesWhatIsNoJobWithAProblem() {
        platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body("{\"artworks\":[")
                .post("/v1/jobs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        submit("k", List.of()).statusCode(400).contentType("application/problem+json");
        platform()
                .contentType(ContentType.JSON)
                .body(Map.of("artworks", List.of(entry("a.png"))))
                .post("/v1/jobs")
                .then()
                .statusCode(400);
    }

    @Test
    void endsBadEntriesAsRefusedAndGoesOnWithTheOthers() {
        // Given
        Map<String, String> zero = Map.of("reference", "z\0", "artist", "vin\0cent/", "sourceKey", "z.png");
        Map<String, String> neither = Map.of("reference", "n", "artist", "vincent");
        Map<String, String> upload = Map.of("reference", "u", "artist", "vincent", "upload", "no uuid");
        // When
        String job = submit(List.of(zero, neither, upload, entry("x.gif"), entry("a.png")));
        await(() -> "dispatched".equals(artworks(job).getString("artworks[4].state")));
        await(() -> "refused".equals(artworks(job).getString("artworks[3].state")));
        // Then
        JsonPath page = artworks(job);
        assertThat(page.<String>getList("artworks.code"))
                .containsExactly("BAD_ARTIST_ID", "BAD_REQUEST", "BAD_REQUEST", "UNSUPPORTED_FORMAT", null);
        assertThat(page.getString("artworks[3].advice")).isEqualTo(FailureCode.UNSUPPORTED_FORMAT.advice());
        platform()
                .get("/v1/artworks/" + page.getString("artworks[3].id") + "/result")
                .then()
                .statusCode(409);
    }

    @Test
    void keepsWaitingForAStoreThatIsAway() {
        // Given
        String job = submit(List.of(entry("away.png")));
        // When
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE not_before > now()") == 1);
        // Then
        assertThat(artworks(job).getString("artworks[0].state")).isEqualTo("received");
    }

    @Test
    void neverHasMoreOnTheBeltThanItsWindow() throws Exception {
        // Given
        List<Map<String, String>> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(entry(i + ".png"));
        }
        // When
        String job = submit(many);
        try (KafkaConsumer<String, String> belt = belt()) {
            int finished = 0;
            Set<UUID> seen = new HashSet<>();
            Instant limit = Instant.now().plusSeconds(60);
            while (finished < many.size() && Instant.now().isBefore(limit)) {
                for (ConsumerRecord<String, String> message : belt.poll(Duration.ofMillis(200))) {
                    CloakTask task = json.readValue(message.value(), CloakTask.class);
                    if (!task.job().toString().equals(job)) {
                        continue;
                    }
                    // Then
                    assertThat(seen.add(task.artwork().id())).isTrue();
                    assertThat(seen.size() - finished).isLessThanOrEqualTo(BusAndDatabase.WINDOW);
                    assertThat(message.key()).isEqualTo(task.artwork().id().toString());
                    assertThat(task.attempt()).isEqualTo(1);
                    assertThat(new String(
                                    message.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
                            .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                            .doesNotContain("0".repeat(16));
                    if (seen.size() - finished == BusAndDatabase.WINDOW || seen.size() == many.size()) {
                        int before = finished;
                        finished = seen.size();
                        List<UUID> all = List.copyOf(seen);
                        seen.forEach(id -> publish(finished(id, 1, protectedAs(BusAndDatabase.SHA))));
                        assertThat(before).isLessThan(all.size());
                    }
                }
            }
        }
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        assertThat(platform().get("/v1/jobs/" + job).jsonPath().getInt("counts.protected"))
                .isEqualTo(many.size());
        assertThat(count("SELECT count(*) FROM ingest.outbox")).isZero();
    }

    @Test
    void countsAnOutcomeOnceAndSkipsWhatIsNoEvent() {
        // Given
        String job = submit(List.of(entry("a.png"), entry("b.png")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 2);
        UUID first = UUID.fromString(artworks(job).getString("artworks[0].id"));
        UUID last = UUID.fromString(artworks(job).getString("artworks[1].id"));
        Sha256 late = Sha256.of(new byte[] {2});
        // When
        send(first, "no json at all");
        send(first, "null");
        send(first, null);
        send(first, "{\"event\":\"started\",\"schemaVersion\":1}");
        send(first, "{\"event\":\"finished\",\"schemaVersion\":1,\"artwork\":\"" + first + "\",\"attempt\":1}");
        publish(new TaskEvent.Started(1, CARA, first, 1, "w\0", Instant.now()));
        publish(new TaskEvent.Started(1, CARA, first, 1, "w1", Instant.now()));
        publish(finished(first, 2, new CloakOutcome.Abandoned(FailureCode.INTERNAL, "another attempt")));
        publish(new TaskEvent.Finished(1, new TenantId("other"), first, 1, "w1", Instant.now(), protectedAs(late)));
        publish(finished(first, 1, protectedAs(BusAndDatabase.SHA)));
        publish(finished(first, 1, protectedAs(late)));
        publish(new TaskEvent.Started(1, CARA, first, 1, "w2", Instant.now()));
        publish(finished(last, 1, new CloakOutcome.Refused(FailureCode.TOO_FEW_PIXELS, "tiny")));
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        // Then
        platform()
                .get("/v1/artworks/" + first)
                .then()
                .body("state", equalTo("protected"))
                .body("worker", equalTo("w1"))
                .body("result.sha256", equalTo(BusAndDatabase.SHA.hex()))
                .body("report.style", equalTo("monet"));
        platform().get("/v1/artworks/" + last).then().body("code", equalTo("TOO_FEW_PIXELS"));
        platform()
                .redirects()
                .follow(false)
                .get("/v1/artworks/" + first + "/result")
                .then()
                .statusCode(303)
                .header("Location", "http://127.0.0.1/result");
    }

    @Test
    void givesAnArtworkWhoseWorkerWentSilentToAnotherAndIgnoresTheFirst() {
        // Given
        List<UUID> artworks = dispatched();
        publish(new TaskEvent.Started(1, CARA, artworks.get(0), 1, "w1", Instant.now()));
        publish(new TaskEvent.Started(1, CARA, artworks.get(1), 1, "w2", Instant.now()));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'RUNNING'") == 2);
        database.update("UPDATE ingest.artwork SET updated_at = now() - interval '2 minutes'");
        publish(new TaskEvent.Working(1, CARA, artworks.get(1), 1, "w2", Instant.now()));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE updated_at > now() - interval '1 minute'") == 1);
        // When
        sweeper.putBackLost();
        await(() -> attempt(artworks.get(0)) == 2);
        // Then
        assertThat(attempt(artworks.get(1))).isEqualTo(1);
        // When
        publish(finished(artworks.get(0), 1, new CloakOutcome.Refused(FailureCode.TOO_FEW_PIXELS, "late")));
        publish(finished(artworks.get(0), 2, protectedAs(BusAndDatabase.SHA)));
        publish(finished(artworks.get(1), 1, protectedAs(BusAndDatabase.SHA)));
        // Then
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'PROTECTED'") == 2);
    }

    @Test
    void givesAnArtworkThatTheBeltPassedByToAWorkerAgain() {
        // Given
        List<UUID> artworks = dispatched();
        database.update(
                "UPDATE ingest.artwork SET dispatched_at = now() - interval '10 minutes' WHERE id = ?",
                artworks.get(0));
        sweeper.putBackLost();
        assertThat(attempt(artworks.get(0))).isEqualTo(1);
        // When
        publish(new TaskEvent.Started(1, CARA, artworks.get(1), 1, "w2", Instant.now()));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'RUNNING'") == 1);
        sweeper.putBackLost();
        // Then
        await(() -> attempt(artworks.get(0)) == 2);
    }

    @Test
    void givesAnArtworkThatTheBrokerGaveUpToAWorkerAgain() throws Exception {
        // Given
        List<UUID> artworks = dispatched();
        // When
        CloakTask task = new CloakTask(
                CloakTask.SCHEMA_VERSION,
                UUID.randomUUID(),
                new ArtworkRef(CARA, artworks.get(0), BusAndDatabase.SHA, 7, MediaType.PNG),
                1,
                new ArtistId("vincent"),
                Intensity.MEDIUM,
                false);
        for (String message : List.of("no task", json.writeValueAsString(task), json.writeValueAsString(task))) {
            producer.send(new ProducerRecord<>(Topics.DEAD_LETTERS, message)).get();
        }
        // Then
        await(() -> attempt(artworks.get(0)) == 2);
        assertThat(attempt(artworks.get(1))).isEqualTo(1);
    }

    @Test
    void abandonsAnArtworkAfterItsLastAttemptWithTheCause() {
        // Given
        List<UUID> artworks = dispatched();
        publish(new TaskEvent.Started(1, CARA, artworks.get(0), 1, "w1", Instant.now()));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'RUNNING'") == 1);
        database.update(
                "UPDATE ingest.artwork SET attempt = 20, updated_at = now() - interval '2 minutes' WHERE id = ?",
                artworks.get(0));
        // When
        sweeper.putBackLost();
        // Then
        platform()
                .get("/v1/artworks/" + artworks.get(0))
                .then()
                .body("state", equalTo("abandoned"))
                .body("code", equalTo("ATTEMPTS_EXHAUSTED"))
                .body("reason", containsString("went silent"));
        assertThat(attempt(artworks.get(1))).isEqualTo(1);
    }

    @Test
    void dispatchesWhatComesBackAgainButNotForEverIfItFails() {
        // Given
        List<UUID> artworks = dispatched();
        // When
        for (int attempt = 1; attempt <= 4; attempt++) {
            publish(givenBack(artworks.get(0), attempt, TaskEvent.Cause.STOPPING));
            int next = attempt + 1;
            await(() -> attempt(artworks.get(0)) == next);
        }
        for (int attempt = 1; attempt <= 3; attempt++) {
            publish(givenBack(artworks.get(1), attempt, TaskEvent.Cause.FAILED));
            int next = attempt + 1;
            await(() -> attempt(artworks.get(1)) == (next == 4 ? 0 : next));
        }
        // Then
        assertThat(count("SELECT count(*) FROM ingest.artwork WHERE suspect")).isEqualTo(1);
        platform()
                .get("/v1/artworks/" + artworks.get(1))
                .then()
                .body("state", equalTo("abandoned"))
                .body("code", equalTo("INTERNAL"))
                .body("reason", equalTo("Because."));
    }

    private static TaskEvent givenBack(UUID artwork, int attempt, TaskEvent.Cause cause) {
        return new TaskEvent.GivenBack(1, CARA, artwork, attempt, "w1", Instant.now(), cause, "Because.");
    }

    private List<UUID> dispatched() {
        String job = submit(List.of(entry("a.png"), entry("b.png")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 2);
        return artworks(job).<String>getList("artworks.id").stream()
                .map(UUID::fromString)
                .toList();
    }

    private int attempt(UUID artwork) {
        return database.first(
                        row -> row.getInt(1),
                        "SELECT attempt FROM ingest.artwork WHERE id = ? AND state IN ('DISPATCHED', 'RUNNING')",
                        artwork)
                .orElse(0);
    }

    @Test
    void endsAnArtworkWhoseOutcomeTheDatabaseDoesNotTake() {
        // Given
        String job = submit(List.of(entry("a.png"), entry("b.png")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 2);
        UUID first = UUID.fromString(artworks(job).getString("artworks[0].id"));
        UUID last = UUID.fromString(artworks(job).getString("artworks[1].id"));
        CloakOutcome refusal = new CloakOutcome.Refused(FailureCode.CORRUPT_IMAGE, "chunk \0\0 is\nnone");
        // When
        publish(new TaskEvent.Finished(1, CARA, first, 1, "w\0", Instant.now(), refusal));
        publish(finished(last, 1, refusal));
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        // Then
        JsonPath page = artworks(job);
        assertThat(page.<String>getList("artworks.state")).containsExactly("abandoned", "refused");
        assertThat(page.<String>getList("artworks.code")).containsExactly("INTERNAL", "CORRUPT_IMAGE");
        assertThat(page.getString("artworks[1].reason")).isEqualTo("chunk ?? is?none");
    }

    @Test
    void pagesThroughTheArtworksInTheirOrder() {
        // Given
        String job = submit(List.of(entry("a.png"), entry("b.png"), entry("c.png")));
        // When
        JsonPath page = platform().get("/v1/jobs/" + job + "/artworks?limit=2").jsonPath();
        JsonPath rest = platform()
                .get("/v1/jobs/" + job + "/artworks?limit=2&after=" + page.getString("next"))
                .jsonPath();
        // Then
        assertThat(page.<String>getList("artworks.reference")).containsExactly("a.png", "b.png");
        assertThat(rest.<String>getList("artworks.reference")).containsExactly("c.png");
        assertThat(rest.getString("next")).isNull();
    }

    private KafkaConsumer<String, String> belt() {
        KafkaConsumer<String, String> belt = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "belt-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        belt.subscribe(List.of(Topics.BULK_TASKS));
        return belt;
    }

    private static TaskEvent finished(UUID artwork, int attempt, CloakOutcome outcome) {
        return new TaskEvent.Finished(1, CARA, artwork, attempt, "w1", Instant.now(), outcome);
    }

    private static CloakOutcome protectedAs(Sha256 sha) {
        return new CloakOutcome.Protected(sha, 9, MediaType.PNG, REPORT);
    }

    private void publish(TaskEvent event) {
        try {
            send(event.artwork(), json.writerFor(TaskEvent.class).writeValueAsString(event));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void send(UUID artwork, String message) {
        try {
            producer.send(new ProducerRecord<>(Topics.TASK_EVENTS, artwork.toString(), message))
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int count(String sql) {
        return database.first(row -> row.getInt(1), sql).orElseThrow();
    }

    private static Map<String, String> entry(String key) {
        return Map.of("reference", key, "artist", "vincent", "sourceKey", key);
    }

    private static String submit(List<Map<String, String>> artworks) {
        return submit(UUID.randomUUID().toString(), artworks)
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static ValidatableResponse submit(String key, List<Map<String, String>> artworks) {
        return platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("artworks", artworks))
                .post("/v1/jobs")
                .then();
    }

    private static JsonPath artworks(String job) {
        return platform().get("/v1/jobs/" + job + "/artworks").jsonPath();
    }

    private static RequestSpecification platform() {
        return given().header("Authorization", "Bearer " + BusAndDatabase.KEY);
    }

    private static void await(BooleanSupplier condition) {
        Instant limit = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("what was waited for came in time").isBefore(limit);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

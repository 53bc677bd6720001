package art.scumble.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakReport;
import art.scumble.contract.Lane;
import art.scumble.contract.MediaType;
import art.scumble.contract.Objective;
import art.scumble.contract.Sha256;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.TenantId;
import art.scumble.contract.Topics;
import art.scumble.ingest.database.Database;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What ingest's tests share: one application, a platform that calls it and a worker that it hears. */
@QuarkusTestResource(BusAndDatabase.class)
abstract class IngestFixture {
    static final TenantId CARA = new TenantId("cara");

    static final CloakReport REPORT = new CloakReport(
            List.of(new CloakReport.EncoderUse("taef2", BusAndDatabase.SHA, "fp32", 1, Objective.AWAY)),
            "monet",
            2,
            40,
            512,
            400,
            0.4,
            0.1,
            0.02,
            0.95,
            1.5,
            3.0,
            12.0,
            false);

    @Inject
    Database database;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    KafkaProducer<String, String> producer;

    @BeforeEach
    void startFromNothing() {
        database.transaction(transaction -> {
            // Without the dispatcher, which takes the same tables in another order.
            for (Lane lane : Lane.values()) {
                transaction.query(row -> true, "SELECT pg_advisory_xact_lock(hashtext(?))", lane.topic());
            }
            return transaction.update(
                    "TRUNCATE ingest.job, ingest.hold, ingest.audit, ingest.rejected_line, ingest.artwork, ingest.outbox, ingest.belt,"
                            + " ingest.lane_clock, ingest.tenant_share, ingest.work_rate");
        });
        database.update("INSERT INTO ingest.tenant (id) VALUES ('other') ON CONFLICT DO NOTHING");
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

    static TaskEvent givenBack(UUID artwork, int attempt, TaskEvent.Cause cause) {
        return new TaskEvent.GivenBack(1, CARA, artwork, attempt, "w1", Instant.now(), cause, "Because.");
    }

    List<UUID> dispatched() {
        String job = submit(List.of(entry("a.png"), entry("b.png")));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'DISPATCHED'") == 2);
        return artworks(job).<String>getList("artworks.id").stream()
                .map(UUID::fromString)
                .toList();
    }

    int attempt(UUID artwork) {
        return database.first(
                        row -> row.getInt(1),
                        "SELECT attempt FROM ingest.artwork WHERE id = ? AND state IN ('DISPATCHED', 'RUNNING')",
                        artwork)
                .orElse(0);
    }

    KafkaConsumer<String, String> belt() {
        return belt(Topics.BULK_TASKS);
    }

    KafkaConsumer<String, String> belt(String topic) {
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
        belt.subscribe(List.of(topic));
        return belt;
    }

    static TaskEvent finished(UUID artwork, int attempt, CloakOutcome outcome) {
        return new TaskEvent.Finished(1, CARA, artwork, attempt, "w1", Instant.now(), outcome);
    }

    static CloakOutcome protectedAs(Sha256 sha) {
        return new CloakOutcome.Protected(sha, 9, MediaType.PNG, REPORT);
    }

    void publish(TaskEvent event) {
        try {
            send(event.artwork(), json.writerFor(TaskEvent.class).writeValueAsString(event));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void send(UUID artwork, String message) {
        try {
            producer.send(new ProducerRecord<>(Topics.TASK_EVENTS, artwork.toString(), message))
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    int count(String sql) {
        return database.first(row -> row.getInt(1), sql).orElseThrow();
    }

    static Map<String, String> entry(String key) {
        return Map.of("reference", key, "artist", "vincent", "sourceKey", key);
    }

    static String submit(List<Map<String, String>> artworks) {
        return submit(UUID.randomUUID().toString(), artworks)
                .statusCode(202)
                .extract()
                .path("id");
    }

    static ValidatableResponse submit(String key, List<Map<String, String>> artworks) {
        return platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("artworks", artworks))
                .post("/v1/jobs")
                .then();
    }

    static JsonPath artworks(String job) {
        return platform().get("/v1/jobs/" + job + "/artworks").jsonPath();
    }

    static RequestSpecification platform() {
        return given().header("Authorization", "Bearer " + BusAndDatabase.KEY);
    }

    static void await(BooleanSupplier condition) {
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

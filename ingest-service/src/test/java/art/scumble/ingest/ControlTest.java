package art.scumble.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.FailureCode;
import art.scumble.contract.JobControl;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ControlTest extends IngestFixture {
    private static final String QUEUED = "SELECT count(*) FROM ingest.artwork WHERE state = 'QUEUED'";

    @Test
    void takesNothingOfAPausedJobUntilItIsResumed() throws Exception {
        // Given
        String job = fiveOfWhichTwoWait();
        // When
        order(job, "pause").statusCode(200).body("control", equalTo("paused"));
        order(job, "pause").statusCode(200).body("control", equalTo("paused"));
        List<UUID> dispatched = inState("DISPATCHED");
        publish(finished(dispatched.get(0), 1, protectedAs(BusAndDatabase.SHA)));
        publish(givenBack(dispatched.get(1), 1, TaskEvent.Cause.JOB_STOPPED));
        await(() -> count(QUEUED) == 3);
        // Then
        Thread.sleep(500);
        assertThat(count(QUEUED)).isEqualTo(3);
        platform().get("/v1/jobs/" + job).then().body("counts.protected", equalTo(1));
        // When
        order(job, "resume").statusCode(200).body("control", equalTo("running"));
        // Then
        await(() -> count(QUEUED) == 1);
        assertThat(ordersFor(job)).containsExactly(JobControl.Order.PAUSE, JobControl.Order.RESUME);
    }

    @Test
    void endsWhatIsOpenOfACancelledJobOnceAndForGood() throws Exception {
        // Given
        String job = fiveOfWhichTwoWait();
        List<UUID> dispatched = inState("DISPATCHED");
        publish(finished(dispatched.get(0), 1, protectedAs(BusAndDatabase.SHA)));
        await(() -> inState("PROTECTED").size() == 1);
        publish(new TaskEvent.Started(1, CARA, dispatched.get(1), 1, "w1", Instant.now()));
        await(() -> inState("RUNNING").size() == 1);
        // When
        order(job, "cancel")
                .statusCode(200)
                .body("control", equalTo("cancelled"))
                .body("finished", equalTo(true))
                .body("counts.abandoned", equalTo(4))
                .body("counts.protected", equalTo(1));
        publish(finished(dispatched.get(1), 1, protectedAs(BusAndDatabase.SHA)));
        publish(givenBack(dispatched.get(2), 1, TaskEvent.Cause.JOB_STOPPED));
        publish(finished(dispatched.get(2), 1, new CloakOutcome.Refused(FailureCode.TOO_FEW_PIXELS, "late")));
        // Then
        assertThat(ordersFor(job)).containsExactly(JobControl.Order.CANCEL);
        order(job, "cancel").statusCode(200).body("counts.abandoned", equalTo(4));
        platform()
                .get("/v1/artworks/" + dispatched.get(1))
                .then()
                .body("state", equalTo("abandoned"))
                .body("code", equalTo("CANCELLED"))
                .body("reason", containsString("cancelled"));
    }

    @Test
    void doesNotResumeWhatWasCancelled() {
        // Given
        String job = submit(List.of(entry("a.png")));
        order(job, "cancel").statusCode(200);
        // Then
        order(job, "resume").statusCode(409).contentType("application/problem+json");
        order(job, "pause").statusCode(409);
        platform().get("/v1/jobs/" + job).then().body("control", equalTo("cancelled"));
    }

    @Test
    void pausingAFinishedJobChangesNoOutcome() {
        // Given
        List<UUID> artworks = dispatched();
        artworks.forEach(id -> publish(finished(id, 1, protectedAs(BusAndDatabase.SHA))));
        await(() -> inState("PROTECTED").size() == 2);
        String job =
                platform().get("/v1/artworks/" + artworks.get(0)).jsonPath().getString("job");
        // Then
        order(job, "pause").statusCode(200).body("finished", equalTo(true));
        order(job, "cancel").statusCode(200).body("counts.protected", equalTo(2));
    }

    @Test
    void aPlatformsResumeDoesNotLiftTheOperatorsHold() {
        // Given
        String job = submit(List.of(entry("a"), entry("b"), entry("c"), entry("d"), entry("e")));
        String hold = hold(Map.of("tenant", "cara", "reason", "invoice 17"))
                .jsonPath()
                .getString("id");
        hold(Map.of("job", job, "reason", "looks wrong"));
        // When
        order(job, "pause").statusCode(200);
        order(job, "resume")
                .statusCode(200)
                .body("control", equalTo("paused"))
                .body("holds.owner", equalTo(List.of("operator", "operator")))
                .body("holds.reason", equalTo(List.of("invoice 17", "looks wrong")))
                .body("holds.placedBy", equalTo(List.of("operator", "operator")));
        // Then
        await(() -> inState("RECEIVED").isEmpty());
        publishAllDispatchedAsDone();
        int waiting = inState("QUEUED").size();
        // When one of two holds goes, all waits still
        String ofJob = operator().get("/v1/operator/holds").jsonPath().getString("find { it.job == '" + job + "' }.id");
        operator().delete("/v1/operator/holds/" + ofJob).then().statusCode(204);
        platform().get("/v1/jobs/" + job).then().body("control", equalTo("running"), "holds", hasSize(1));
        assertThat(inState("QUEUED")).hasSize(waiting);
        // And when the last one goes
        operator().delete("/v1/operator/holds/" + hold).then().statusCode(204);
        // Then
        await(() -> inState("QUEUED").size() + inState("DISPATCHED").size() == waiting
                && !inState("DISPATCHED").isEmpty());
        platform()
                .get("/v1/jobs/" + job + "/audit")
                .then()
                .body("entries.action", equalTo(List.of("hold", "pause", "resume", "release")))
                .body("entries[1].who", containsString("first key"));
        platform()
                .get("/v1/audit")
                .then()
                .body("entries.action", equalTo(List.of("hold", "hold", "pause", "resume", "release", "release")))
                .body("entries[0].detail", equalTo("tenant cara"), "entries[1].job", equalTo(job));
    }

    @Test
    void workersHearThatTheyMayGoOnWhicheverHoldIsLiftedLast() throws Exception {
        // Given
        String job = fiveOfWhichTwoWait();
        String hold = hold(Map.of("tenant", "cara")).jsonPath().getString("id");
        assertThat(hold(Map.of("tenant", "cara")).jsonPath().getString("id")).isEqualTo(hold);
        order(job, "pause").statusCode(200);
        // When
        order(job, "resume").statusCode(200);
        operator().delete("/v1/operator/holds/" + hold).then().statusCode(204);
        // Then
        assertThat(ordersFor(job))
                .containsExactly(
                        JobControl.Order.PAUSE,
                        JobControl.Order.PAUSE,
                        JobControl.Order.PAUSE,
                        JobControl.Order.RESUME);
    }

    @Test
    void anUploadDoesNotFollowWhatWaitsInAnImportOrIsPaused() {
        // Given
        String bulk = fiveOfWhichTwoWait();
        String waiting = artworks(bulk).getString("artworks.find { it.state == 'queued' }.reference");
        // When
        String upload = platform()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body(Map.of("lane", "interactive", "artworks", List.of(entry(waiting))))
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        // Then
        await(() -> artworks(upload).getString("artworks[0].state").equals("dispatched"));
        // And when what is followed is paused
        String followed = artworks(bulk).getString("artworks.find { it.state == 'dispatched' }.reference");
        String follower = submit(List.of(entry(followed)));
        await(() -> artworks(follower).getString("artworks[0].state").equals("following"));
        order(bulk, "pause").statusCode(200);
        // Then
        await(() -> artworks(follower).getString("artworks[0].state").equals("queued"));
    }

    @Test
    void aHeldLaneGivesNothingOut() throws Exception {
        // Given
        String hold = hold(Map.of("lane", "bulk")).jsonPath().getString("id");
        // When
        submit(List.of(entry("a"), entry("b")));
        await(() -> inState("QUEUED").size() == 2);
        Thread.sleep(500);
        // Then
        assertThat(inState("DISPATCHED")).isEmpty();
        // And when
        operator().delete("/v1/operator/holds/" + hold).then().statusCode(204);
        // Then
        await(() -> inState("DISPATCHED").size() == 2);
    }

    @Test
    void aRetryTakesOnWhatMayPassAndLeavesTheRest() {
        // Given
        String job = submit(List.of(entry("a"), entry("b"), entry("c")));
        await(() -> inState("DISPATCHED").size() == 3);
        List<UUID> artworks = inState("DISPATCHED");
        publish(finished(artworks.get(0), 1, new CloakOutcome.Refused(FailureCode.TRUNCATED, "it ends early")));
        publish(finished(artworks.get(1), 1, new CloakOutcome.Abandoned(FailureCode.INTERNAL, "who knows")));
        publish(finished(artworks.get(2), 1, protectedAs(BusAndDatabase.SHA)));
        await(() -> platform().get("/v1/jobs/" + job).jsonPath().getBoolean("finished"));
        // When
        platform()
                .post("/v1/jobs/" + job + "/retry")
                .then()
                .statusCode(200)
                .body("retried", equalTo(1), "left", equalTo(1));
        // Then
        await(() -> inState("DISPATCHED").equals(List.of(artworks.get(1))));
        publish(finished(artworks.get(1), 1, new CloakOutcome.Abandoned(FailureCode.INTERNAL, "of the old attempt")));
        publish(finished(artworks.get(1), 3, protectedAs(BusAndDatabase.SHA)));
        await(() -> inState("PROTECTED").size() == 2);
        platform().post("/v1/redrives?code=truncated").then().statusCode(200).body("retried", equalTo(1));
        await(() -> inState("DISPATCHED").equals(List.of(artworks.get(0))));
        platform().post("/v1/jobs/" + job + "/retry?code=no_such").then().statusCode(400);
    }

    @Test
    void aJobTakesTheOtherLaneWithAllThatWaits() {
        // Given
        String job = fiveOfWhichTwoWait();
        // When
        platform()
                .contentType(ContentType.JSON)
                .body(Map.of("lane", "interactive"))
                .post("/v1/jobs/" + job + "/lane")
                .then()
                .statusCode(200)
                .body("lane", equalTo("interactive"));
        // Then
        await(() -> inState("DISPATCHED").size() == 5);
        assertThat(count("SELECT count(*) FROM ingest.artwork WHERE lane = 'INTERACTIVE'"))
                .isEqualTo(2);
    }

    @Test
    void isOpenToTheJobsTenantOnly() {
        // Given
        String job = submit(List.of(entry("a.png")));
        // Then
        for (String order : List.of("pause", "resume", "cancel")) {
            given().header("Authorization", "Bearer " + BusAndDatabase.STRANGER)
                    .post("/v1/jobs/" + job + "/" + order)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
        platform().get("/v1/jobs/" + job).then().body("control", equalTo("running"));
    }

    private static Response hold(Map<String, String> scope) {
        return operator()
                .contentType(ContentType.JSON)
                .body(scope)
                .post("/v1/operator/holds")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + BusAndDatabase.OPERATOR);
    }

    private void publishAllDispatchedAsDone() {
        List<UUID> dispatched = inState("DISPATCHED");
        dispatched.forEach(id -> publish(finished(id, 1, protectedAs(BusAndDatabase.SHA))));
        await(() -> inState("PROTECTED").size() == dispatched.size());
    }

    private String fiveOfWhichTwoWait() {
        String job = submit(List.of(entry("a"), entry("b"), entry("c"), entry("d"), entry("e")));
        await(() -> count(QUEUED) == 2 && inState("DISPATCHED").size() == BusAndDatabase.WINDOW);
        return job;
    }

    private List<UUID> inState(String state) {
        return database.query(
                row -> row.getObject(1, UUID.class), "SELECT id FROM ingest.artwork WHERE state = ?", state);
    }

    private static ValidatableResponse order(String job, String order) {
        return platform().post("/v1/jobs/" + job + "/" + order).then();
    }

    private List<JobControl.Order> ordersFor(String job) throws Exception {
        await(() -> count("SELECT count(*) FROM ingest.outbox") == 0);
        List<JobControl.Order> orders = new ArrayList<>();
        try (KafkaConsumer<String, String> control = belt(Topics.CONTROL)) {
            Instant limit = Instant.now().plusSeconds(5);
            while (orders.isEmpty() && Instant.now().isBefore(limit)) {
                for (ConsumerRecord<String, String> message : control.poll(Duration.ofMillis(500))) {
                    if (message.key().equals(job)) {
                        orders.add(json.readValue(message.value(), JobControl.class)
                                .order());
                    }
                }
            }
        }
        return orders;
    }
}

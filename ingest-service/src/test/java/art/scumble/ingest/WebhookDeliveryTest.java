package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.standardwebhooks.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookDeliveryTest extends WebhookFixture {
    @Test
    void tellsWhatTheOfficialLibraryVerifiesWithTheOldAndTheNewSecret() throws Exception {
        // Given
        JsonPath endpoint = endpoint("/hook", Map.of());
        refused(1);
        await(() -> receiver.requests().size() == 2);
        // When
        String rotated = platform()
                .post("/v1/webhooks/" + endpoint.getString("id") + "/secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        refused(1);
        await(() -> receiver.requests().size() == 4);
        // Then
        assertThat(rotated).isNotEqualTo(endpoint.getString("secret"));
        List<Receiver.Request> all = receiver.requests();
        assertThat(all.stream().map(request -> new JsonPath(request.body()).getString("type")))
                .containsExactlyInAnyOrder("artwork.refused", "job.completed", "artwork.refused", "job.completed");
        for (Receiver.Request request : all) {
            verify(request, endpoint.getString("secret"));
        }
        verify(all.get(2), rotated);
        verify(all.get(3), rotated);
        // When
        clock.advance(Duration.ofHours(25));
        refused(1);
        await(() -> receiver.requests().size() == 6);
        // Then
        assertThat(receiver.requests().getLast().header("Webhook-signature")).doesNotContain(" ");
    }

    private static void verify(Receiver.Request request, String secret) throws Exception {
        Webhook library = new Webhook(secret);
        Map<String, List<String>> headers = request.headers().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        assertThatCode(() -> library.verify(request.body(), headers)).doesNotThrowAnyException();
    }

    @Test
    void deliversEverythingOnceByIdToAnEndpointThatFailsForTwoDays() {
        // Given
        Instant wellAgain = clock.instant().plus(Duration.ofDays(2));
        receiver.answer(request -> clock.instant().isBefore(wellAgain) ? Receiver.Answer.of(503) : Receiver.Answer.OK);
        endpoint("/hook", Map.of("events", List.of("artwork.refused")));
        refused(6);
        await(() -> messages("WAITING") == 6);
        // When
        for (int round = 0; round < 100 && advanceToNextAttempt(); round++) {
            awaitQuiet();
        }
        // Then
        assertThat(messages("DELIVERED")).isEqualTo(6);
        assertThat(clock.instant()).isAfter(wellAgain);
        Map<String, List<Receiver.Request>> byId =
                receiver.requests().stream().collect(Collectors.groupingBy(Receiver.Request::id));
        assertThat(byId).hasSize(6);
        for (List<Receiver.Request> attempts : byId.values()) {
            assertThat(attempts).hasSizeBetween(6, 10);
            assertThat(attempts.stream().map(Receiver.Request::body).distinct()).hasSize(1);
        }
        assertThat(count("SELECT count(*) FROM ingest.webhook_attempt WHERE result = 'DELIVERED'"))
                .isEqualTo(6);
        assertThat(
                        count(
                                "SELECT count(*) FROM ingest.webhook_endpoint WHERE disabled_at IS NULL AND failing_since IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void givesUpAfterTheLastAttemptTellsOthersAndHoldsWhatComesUntilItIsReplayed() {
        // Given
        receiver.answer(request -> Receiver.Answer.of(request.path().equals("/dead") ? 500 : 204));
        String dead =
                endpoint("/dead", Map.of("events", List.of("artwork.refused"))).getString("id");
        endpoint("/watch", Map.of("events", List.of("endpoint.disabled", "webhook.exhausted")));
        Instant begin = clock.instant();
        refused(1);
        await(() -> messages("WAITING") == 1);
        // When
        for (int round = 0; round < 100 && advanceToNextAttempt(); round++) {
            awaitQuiet();
        }
        await(() -> receiver.requests("/watch").size() == 2);
        // Then
        List<Receiver.Request> attempts = receiver.requests("/dead");
        assertThat(attempts).hasSize(10);
        assertThat(Duration.between(begin, clock.instant())).isBetween(Duration.ofHours(67), Duration.ofHours(90));
        assertThat(receiver.requests("/watch").stream()
                        .map(request -> new JsonPath(request.body()))
                        .map(body -> body.getString("type") + " " + body.getString("data.endpoint")))
                .containsExactlyInAnyOrder("endpoint.disabled " + dead, "webhook.exhausted " + dead);
        platform()
                .get("/v1/webhooks/" + dead)
                .then()
                .body("enabled", equalTo(false))
                .body("disabled.cause", equalTo("failing"))
                .body("failingSince", notNullValue());
        // When
        String job = refused(1).toString();
        await(() -> messages("HELD") == 1);
        // Then
        platform()
                .get("/v1/jobs/" + job + "/webhooks")
                .then()
                .body("messages.held", equalTo(1))
                .body("disabledEndpoints", equalTo(List.of(dead)));
        // When
        receiver.answer(request -> Receiver.Answer.OK);
        platform()
                .post("/v1/webhooks/" + dead + "/enable")
                .then()
                .body("held", equalTo(1))
                .body("enabled", equalTo(true));
        replay(dead, begin, clock.instant().plusSeconds(1), 2);
        // Then
        await(() -> messages("DELIVERED") == 4);
        List<Receiver.Request> again = receiver.requests("/dead");
        assertThat(again).hasSize(12);
        assertThat(again.stream()
                        .skip(10)
                        .filter(request ->
                                request.id().equals(attempts.getFirst().id())))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.body()).isEqualTo(attempts.getFirst().body()));
    }

    private static void replay(String endpoint, Instant from, Instant until, int expected) {
        platform()
                .contentType(ContentType.JSON)
                .body(Map.of("from", from.toString(), "until", until.toString()))
                .post("/v1/webhooks/" + endpoint + "/replay")
                .then()
                .statusCode(202)
                .body("replayed", equalTo(expected));
    }

    @Test
    void boundsWhatAnEndpointCostsThatAnswersBadRequestForEver() throws Exception {
        // Given
        Instant begin = clock.instant();
        receiver.answer(request -> Receiver.Answer.of(400));
        String id = endpoint("/hook", Map.of("digest", "each", "events", List.of("artwork.refused")))
                .getString("id");
        job("BULK", "REFUSED", 40, 3);
        await(() -> messages("WAITING") == 40);
        // When
        while (Duration.between(begin, clock.instant()).compareTo(Duration.ofHours(1)) < 0) {
            awaitQuiet();
            clock.advance(Duration.ofMinutes(5));
        }
        awaitQuiet();
        platform()
                .post("/v1/webhooks/" + id + "/disable")
                .then()
                .statusCode(200)
                .body("held", equalTo(40));
        int requests = receiver.requests().size();
        clock.advance(Duration.ofHours(10));
        Thread.sleep(500);
        // Then
        assertThat(receiver.requests()).hasSize(requests).hasSizeBetween(12, 40);
        assertThat(count("SELECT count(*) FROM ingest.webhook_attempt")).isEqualTo(requests);
        // When
        receiver.answer(request -> Receiver.Answer.OK);
        platform().post("/v1/webhooks/" + id + "/enable").then().statusCode(200);
        replay(id, begin, begin.plus(Duration.ofHours(2)), 40);
        // Then
        await(() -> messages("DELIVERED") == 40);
        assertThat(receiver.requests()).hasSize(requests + 40);
    }

    @Test
    void disablesAnEndpointThatIsGone() {
        // Given
        receiver.answer(request -> Receiver.Answer.of(410));
        String id =
                endpoint("/hook", Map.of("events", List.of("artwork.refused"))).getString("id");
        // When
        refused(5);
        await(() -> messages("HELD") == 5);
        // Then
        assertThat(receiver.requests()).hasSize(1);
        platform()
                .get("/v1/webhooks/" + id)
                .then()
                .body("disabled.cause", equalTo("gone"))
                .body("held", equalTo(5));
    }

    @Test
    void takesARedirectForAFailureAndFollowsItNowhere() {
        // Given
        receiver.answer(request -> request.path().equals("/hook")
                ? new Receiver.Answer(302, Map.of("Location", url("/elsewhere")))
                : Receiver.Answer.OK);
        String id =
                endpoint("/hook", Map.of("events", List.of("artwork.refused"))).getString("id");
        // When
        refused(1);
        await(() -> count("SELECT count(*) FROM ingest.webhook_attempt") == 1);
        // Then
        assertThat(receiver.requests("/elsewhere")).isEmpty();
        String message = platform().get("/v1/webhooks/" + id + "/messages").path("messages[0].id");
        platform()
                .get("/v1/webhooks/" + id + "/messages/" + message)
                .then()
                .body("state", equalTo("waiting"))
                .body("log[0].result", equalTo("rejected"))
                .body("log[0].status", equalTo(302));
    }

    @Test
    void leavesAnEndpointAloneForAsLongAsItAsks() throws Exception {
        // Given
        receiver.answer(request -> new Receiver.Answer(429, Map.of("Retry-After", "7200")));
        endpoint("/hook", Map.of("events", List.of("artwork.refused")));
        refused(3);
        await(() -> count("SELECT count(*) FROM ingest.webhook_attempt") == 1);
        // When
        clock.advance(Duration.ofMinutes(119));
        Thread.sleep(500);
        // Then
        assertThat(receiver.requests()).hasSize(1);
        // When
        receiver.answer(request -> Receiver.Answer.OK);
        clock.advance(Duration.ofMinutes(2));
        // Then
        await(() -> messages("DELIVERED") == 3);
        assertThat(receiver.requests()).hasSize(4);
    }

    @Test
    void sendsAgainUnderTheSameIdWhatAKilledInstanceDidNotRecord() throws Exception {
        // Given
        endpoint("/hook", Map.of("events", List.of("artwork.refused")));
        refused(1);
        await(() -> messages("DELIVERED") == 1);
        // When: as a kill between sending and recording leaves it.
        database.update("DELETE FROM ingest.webhook_attempt");
        database.update(
                "UPDATE ingest.webhook_message SET state = 'SENDING', due_at = ?",
                at(clock.instant().plusSeconds(60)));
        Thread.sleep(500);
        // Then
        assertThat(receiver.requests()).hasSize(1);
        // When
        clock.advance(Duration.ofSeconds(61));
        await(() -> messages("DELIVERED") == 1);
        // Then
        assertThat(receiver.requests()).hasSize(2);
        assertThat(receiver.requests().get(1).id())
                .isEqualTo(receiver.requests().get(0).id());
        assertThat(receiver.requests().get(1).body())
                .isEqualTo(receiver.requests().get(0).body());
    }

    @Test
    void countsAnEndpointThatNeverAnswersAsTimedOut() {
        // Given
        receiver.answer(request -> Receiver.Answer.of(0));
        endpoint("/hook", Map.of("events", List.of("artwork.refused")));
        // When
        refused(1);
        // Then
        await(() -> count("SELECT count(*) FROM ingest.webhook_attempt WHERE result = 'TIMEOUT'") == 1);
    }
}

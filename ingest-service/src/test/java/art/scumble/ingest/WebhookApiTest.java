package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookApiTest extends WebhookFixture {
    @Inject
    ScriptedResolver names;

    @Test
    void keepsAnEndpointAndShowsItsSecretOnce() {
        // Given
        String id = endpoint("/hook", Map.of("events", List.of("job.completed", "artwork.refused")))
                .getString("id");
        // Then
        platform()
                .get("/v1/webhooks/" + id)
                .then()
                .statusCode(200)
                .body("secret", nullValue())
                .body("url", equalTo(url("/hook")))
                .body("digest", equalTo("artist"))
                .body("enabled", equalTo(true))
                .body("events", equalTo(List.of("artwork.refused", "job.completed")));
        // When
        json(platform(), Map.of("digest", "each", "url", url("/moved")))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(200)
                .body("digest", equalTo("each"))
                .body("url", equalTo(url("/moved")))
                .body("events", hasSize(2));
        platform().get("/v1/webhooks").then().body("endpoints", hasSize(1));
        platform().delete("/v1/webhooks/" + id).then().statusCode(204);
        // Then
        platform().get("/v1/webhooks/" + id).then().statusCode(404);
        platform().get("/v1/webhooks").then().body("endpoints", hasSize(0));
    }

    private static RequestSpecification json(RequestSpecification caller, Object body) {
        return caller.contentType(ContentType.JSON).body(body);
    }

    @Test
    void takesASecretOfTheTenantsOwn() {
        // Given
        String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
        // Then
        assertThat(endpoint("/hook", Map.of("secret", secret)).getString("secret"))
                .isEqualTo(secret);
    }

    @Test
    void refusesWithASentenceWhatCantBe() {
        refused(Map.of(), "url");
        refused(Map.of("url", "https://127.0.0.9/"), "public");
        refused(Map.of("url", "http://localhost/"), "no address");
        refused(Map.of("url", url("/"), "events", List.of("artwork.stolen")), "Events are");
        refused(Map.of("url", url("/"), "events", List.of("job.completed"), "artist", "vincent"), "artist's endpoint");
        refused(Map.of("url", url("/"), "digest", "weekly"), "digest");
        refused(Map.of("url", url("/"), "secret", "whsec_abcd"), "whsec_");
        refused(Map.of("url", url("/"), "artist", "?"), "artist id");
        String id = endpoint("/hook", Map.of()).getString("id");
        json(platform(), Map.of("artist", "vincent"))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(422)
                .body("detail", containsString("stays as it is"));
        platform().get("/v1/webhooks/" + id + "/messages?state=lost").then().statusCode(400);
        json(platform(), Map.of("from", "2026-01-01T00:00:00Z"))
                .post("/v1/webhooks/" + id + "/replay")
                .then()
                .statusCode(400);
    }

    private static void refused(Map<String, Object> request, String sentence) {
        json(platform(), request)
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString(sentence));
    }

    @Test
    void isOpenToTheEndpointsTenantOnly() {
        // Given
        String id =
                endpoint("/hook", Map.of("events", List.of("artwork.refused"))).getString("id");
        String job = refused(1).toString();
        await(() -> messages("DELIVERED") == 1);
        String message = platform().get("/v1/webhooks/" + id + "/messages").path("messages[0].id");
        String endpoint = "/v1/webhooks/" + id;
        Map<String, Object> range =
                Map.of("from", "2020-01-01T00:00:00Z", "until", "2099-01-01T00:00:00Z", "all", true);
        // Then
        stranger().get("/v1/webhooks").then().statusCode(200).body("endpoints", hasSize(0));
        absent(stranger().get(endpoint).then());
        absent(json(stranger(), Map.of("digest", "each")).patch(endpoint).then());
        absent(stranger().delete(endpoint).then());
        for (String order : List.of("secret", "disable", "enable", "test")) {
            absent(stranger().post(endpoint + "/" + order).then());
        }
        absent(stranger().get(endpoint + "/messages").then());
        absent(stranger().get(endpoint + "/messages/" + message).then());
        absent(stranger().post(endpoint + "/messages/" + message + "/replay").then());
        absent(json(stranger(), range).post(endpoint + "/replay").then());
        absent(stranger().get("/v1/jobs/" + job + "/webhooks").then());
        platform().get(endpoint).then().body("enabled", equalTo(true)).body("digest", equalTo("artist"));
        assertThat(receiver.requests()).hasSize(1);
        assertThat(count("SELECT count(*) FROM ingest.webhook_secret")).isEqualTo(1);
    }

    private static void absent(ValidatableResponse response) {
        response.statusCode(404).contentType("application/problem+json");
    }

    @Test
    void listsMessagesPageByPageAndReplaysOne() {
        // Given
        String id =
                endpoint("/hook", Map.of("events", List.of("artwork.refused"))).getString("id");
        refused(5);
        await(() -> messages("DELIVERED") == 5);
        // When
        String path = "/v1/webhooks/" + id + "/messages";
        var first = platform().get(path + "?limit=3").jsonPath();
        var rest = platform()
                .get(path + "?limit=3&before=" + first.getLong("next") + "&state=delivered")
                .jsonPath();
        // Then
        assertThat(first.getList("messages")).hasSize(3);
        assertThat(rest.getList("messages")).hasSize(2);
        assertThat(rest.getString("next")).isNull();
        // When
        String message = first.getString("messages[1].id");
        platform().post(path + "/" + message + "/replay").then().statusCode(202).body("replayed", equalTo(1));
        await(() -> receiver.requests().size() == 6);
        awaitQuiet();
        // Then
        var told = receiver.requests().stream()
                .filter(request -> request.id().equals(message))
                .toList();
        assertThat(told).hasSize(2);
        assertThat(told.get(0).body()).isEqualTo(told.get(1).body());
        platform()
                .get(path + "/" + message)
                .then()
                .body("body", equalTo(told.get(0).body()))
                .body("attempts", equalTo(2))
                .body("log.number", equalTo(List.of(1, 2)));
    }

    @Test
    void sendsATestOnce() {
        // Given
        receiver.answer(request -> Receiver.Answer.of(500));
        String id = endpoint("/hook", Map.of()).getString("id");
        // When
        String message = platform()
                .post("/v1/webhooks/" + id + "/test")
                .then()
                .statusCode(202)
                .extract()
                .path("message");
        // Then
        await(() -> messages("EXHAUSTED") == 1);
        platform()
                .get("/v1/webhooks/" + id + "/messages/" + message)
                .then()
                .body("type", equalTo("webhook.test"))
                .body("log[0].status", equalTo(500));
        platform().post("/v1/webhooks/" + UUID.randomUUID() + "/test").then().statusCode(404);
    }

    @Test
    void asksForTheAddressAtEverySendAndReachesNothingThatIsNotAllowed() {
        // Given
        names.set("hooks.example", "127.0.0.1");
        try (Receiver canary = new Receiver("127.0.0.9", receiver.port())) {
            String id = endpoint(
                            "/",
                            Map.of(
                                    "url",
                                    "http://hooks.example:" + receiver.port() + "/hook",
                                    "events",
                                    List.of("artwork.refused")))
                    .getString("id");
            names.set("hooks.example", "127.0.0.9");
            // When
            platform().post("/v1/webhooks/" + id + "/test").then().statusCode(202);
            await(() -> messages("EXHAUSTED") == 1);
            refused(1);
            await(() -> forbidden() == 2);
            advanceToNextAttempt();
            await(() -> forbidden() == 3);
            awaitQuiet();
            String message = platform()
                    .get("/v1/webhooks/" + id + "/messages?state=waiting")
                    .path("messages[0].id");
            platform()
                    .post("/v1/webhooks/" + id + "/messages/" + message + "/replay")
                    .then()
                    .statusCode(202);
            await(() -> forbidden() == 4);
            refused(Map.of("url", "http://hooks.example:" + receiver.port() + "/hook"), "https");
            // Then
            assertThat(canary.requests()).isEmpty();
            assertThat(receiver.requests()).isEmpty();
            platform()
                    .get("/v1/webhooks/" + id + "/messages/" + message)
                    .then()
                    .body("log[0].result", equalTo("forbidden"))
                    .body("log[0].status", nullValue());
            // When
            names.set("hooks.example", "127.0.0.1");
            advanceToNextAttempt();
            // Then
            await(() -> messages("DELIVERED") == 1);
            assertThat(receiver.requests()).hasSize(1);
            assertThat(receiver.requests().getFirst().header("Host")).isEqualTo("hooks.example:" + receiver.port());
        }
    }

    private int forbidden() {
        return count("SELECT count(*) FROM ingest.webhook_attempt WHERE result = 'FORBIDDEN'");
    }
}

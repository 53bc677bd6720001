package art.scumble.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import art.scumble.contract.ArtistId;
import art.scumble.contract.ArtworkRef;
import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.MediaType;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.Topics;
import art.scumble.ingest.sweep.Sweeper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SweeperTest extends IngestFixture {
    @Inject
    Sweeper sweeper;

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
        sweeper.putBackLost(Duration.ofMinutes(1));
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
        sweeper.putBackLost(Duration.ofMinutes(1));
        assertThat(attempt(artworks.get(0))).isEqualTo(1);
        // When
        publish(new TaskEvent.Started(1, CARA, artworks.get(1), 1, "w2", Instant.now()));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'RUNNING'") == 1);
        sweeper.putBackLost(Duration.ofMinutes(1));
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
                false,
                false);
        for (String message :
                List.of("no task", "null", json.writeValueAsString(task), json.writeValueAsString(task))) {
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
                "UPDATE ingest.artwork SET losses = 19, updated_at = now() - interval '2 minutes' WHERE id = ?",
                artworks.get(0));
        // When
        sweeper.putBackLost(Duration.ofMinutes(1));
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
    void hearsItselfWhileSomethingIsOnTheBelt() {
        // Given
        dispatched();
        // When
        sweeper.sweep();
        // Then
        try (KafkaConsumer<String, String> events = belt(Topics.TASK_EVENTS)) {
            await(() -> {
                for (ConsumerRecord<String, String> event : events.poll(Duration.ofMillis(200))) {
                    if (Topics.ECHO_KEY.equals(event.key())) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    @Test
    void findsOutWhetherABeltThatStandsStillIsLost() {
        // Given
        List<UUID> artworks = dispatched();
        await(() -> count("SELECT count(*) FROM ingest.outbox") == 0);
        database.update("""
                UPDATE ingest.artwork SET dispatched_at = now() - make_interval(mins => CASE WHEN id = ? THEN 10 ELSE 9 END)""", artworks.get(0));
        // When
        sweeper.putBackLost(Duration.ofMinutes(1));
        await(() -> attempt(artworks.get(0)) == 2 && count("SELECT count(*) FROM ingest.outbox") == 0);
        sweeper.putBackLost(Duration.ofMinutes(1));
        // Then
        assertThat(attempt(artworks.get(0))).isEqualTo(2);
        assertThat(attempt(artworks.get(1))).isEqualTo(1);
        // When
        publish(new TaskEvent.Started(1, CARA, artworks.get(0), 2, "w1", Instant.now()));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'RUNNING'") == 1);
        sweeper.putBackLost(Duration.ofMinutes(1));
        // Then
        await(() -> attempt(artworks.get(1)) == 2);
    }

    @Test
    void takesNothingBackFromAWorkerThatNoLongerHasIt() {
        // Given
        UUID artwork = dispatched().get(0);
        publish(new TaskEvent.Started(1, CARA, artwork, 1, "w1", Instant.now()));
        publish(new TaskEvent.Started(1, CARA, artwork, 1, "w2", Instant.now()));
        // When
        publish(givenBack(artwork, 1, TaskEvent.Cause.STOPPING));
        publish(finished(artwork, 1, protectedAs(BusAndDatabase.SHA)));
        // Then
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'PROTECTED' AND attempt = 1 AND suspect")
                == 1);
    }

    @Test
    void countsTheOutcomeOfALostAttemptUntilTheNextBegins() {
        // Given
        UUID artwork = dispatched().get(0);
        publish(new TaskEvent.Started(1, CARA, artwork, 1, "w1", Instant.now()));
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'RUNNING'") == 1);
        database.update("UPDATE ingest.artwork SET held = true, updated_at = now() - interval '2 minutes'");
        sweeper.putBackLost(Duration.ofMinutes(1));
        assertThat(count("SELECT count(*) FROM ingest.artwork WHERE state = 'QUEUED'"))
                .isEqualTo(1);
        // When
        publish(finished(artwork, 1, protectedAs(BusAndDatabase.SHA)));
        // Then
        await(() -> count("SELECT count(*) FROM ingest.artwork WHERE state = 'PROTECTED'") == 1);
    }
}

package art.scumble.ingest.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.UUID;

/**
 * Writes the bodies of messages: compact JSON, in one order, ids as strings and no fractions, so that even a receiver that
 * parses and writes them again comes to the same bytes. They are thin: what else there is to know stands behind the links.
 */
@ApplicationScoped
class Payloads {
    /** Of its own: nobody's settings for the API may change what is signed. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final DateTimeFormatter TIMESTAMP =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final String linkBase;

    Payloads(WebhookConfig config) {
        this.linkBase = config.linkBase().orElse("");
    }

    String artwork(EndedArtwork end) {
        ObjectNode data = JSON.createObjectNode()
                .put("artwork", end.artwork().toString())
                .put("job", end.job().toString())
                .put("reference", end.reference())
                .put("artist", end.artist());
        end.code().ifPresent(code -> data.put("code", code));
        String artwork = linkBase + "/v1/artworks/" + end.artwork();
        ObjectNode links = data.putObject("links").put("artwork", artwork);
        EventType type = EventType.of(end.state());
        if (type == EventType.ARTWORK_PROTECTED) {
            links.put("result", artwork + "/result");
        }
        return write(type, end.at(), data);
    }

    /** {@code complete}: whether the job is, so that nothing more comes of it. */
    String digest(UUID job, String artist, Counts counts, boolean complete, Instant at) {
        ObjectNode data = JSON.createObjectNode().put("job", job.toString()).put("artist", artist);
        put(counts, data);
        data.put("complete", complete);
        putJobLinks(job, data);
        return write(EventType.ARTWORK_DIGEST, at, data);
    }

    String jobCompleted(UUID job, Counts counts, Instant at) {
        ObjectNode data = JSON.createObjectNode().put("job", job.toString());
        put(counts, data);
        putJobLinks(job, data);
        return write(EventType.JOB_COMPLETED, at, data);
    }

    String endpointDisabled(UUID endpoint, DisableCause cause, Instant at) {
        ObjectNode data =
                JSON.createObjectNode().put("endpoint", endpoint.toString()).put("cause", cause.value());
        data.putObject("links").put("endpoint", link(endpoint));
        return write(EventType.ENDPOINT_DISABLED, at, data);
    }

    String exhausted(UUID endpoint, String message, String type, int attempts, Instant at) {
        ObjectNode data = JSON.createObjectNode()
                .put("endpoint", endpoint.toString())
                .put("message", message)
                .put("messageType", type)
                .put("attempts", attempts);
        data.putObject("links").put("message", link(endpoint) + "/messages/" + message);
        return write(EventType.WEBHOOK_EXHAUSTED, at, data);
    }

    String test(UUID endpoint, Instant at) {
        ObjectNode data = JSON.createObjectNode().put("endpoint", endpoint.toString());
        data.putObject("links").put("endpoint", link(endpoint));
        return write(EventType.WEBHOOK_TEST, at, data);
    }

    private String link(UUID endpoint) {
        return linkBase + "/v1/webhooks/" + endpoint;
    }

    private static void put(Counts counts, ObjectNode data) {
        data.putObject("counts")
                .put("protected", counts.protectedOnes())
                .put("refused", counts.refused())
                .put("abandoned", counts.abandoned());
    }

    private void putJobLinks(UUID job, ObjectNode data) {
        String link = linkBase + "/v1/jobs/" + job;
        data.putObject("links").put("job", link).put("artworks", link + "/artworks");
    }

    private static String write(EventType type, Instant at, ObjectNode data) {
        ObjectNode event = JSON.createObjectNode().put("type", type.value()).put("timestamp", TIMESTAMP.format(at));
        event.set("data", data);
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message can't be written", e);
        }
    }
}

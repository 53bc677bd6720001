package art.scumble.worker.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A work as the report has it. Everything in it may have been written by others.
 *
 * @param number its place in the report, from 1
 * @param json as ingest-service showed it
 */
record Work(int number, JsonNode json) {
    /** As the search ran at 448 pixels where a report does not say at how many. */
    private static final int USUAL_SIDE = 448;

    private static final int LEAST_SIDE = 64;
    private static final int MOST_SIDE = 1024;
    private static final int PREFIX = 12;

    /** The picture's path within its gallery. */
    String reference() {
        return text("reference");
    }

    String artist() {
        return text("artist");
    }

    /** {@code protected}, {@code refused}, {@code abandoned}, or another word for what has not ended. */
    String state() {
        return text("state");
    }

    boolean isProtected() {
        return state().equals("protected");
    }

    String code() {
        return text("code");
    }

    String reason() {
        return text("reason");
    }

    String advice() {
        return text("advice");
    }

    JsonNode report() {
        return json.path("report");
    }

    boolean isSimulated() {
        return report().path("simulated").asBoolean();
    }

    /** The hash of its result, or nothing. */
    String resultSha256() {
        return json.path("result").path("sha256").asText();
    }

    /** Names of the encoders that the search ran on. */
    List<String> encoderNames() {
        List<String> names = new ArrayList<>();
        report().path("encoders")
                .forEach(encoder -> names.add(encoder.path("name").asText()));
        return names;
    }

    /** The encoders and the first digits of their hashes. */
    List<String> encoders() {
        List<String> encoders = new ArrayList<>();
        for (JsonNode encoder : report().path("encoders")) {
            String sha256 = encoder.path("sha256").asText();
            encoders.add(encoder.path("name").asText() + " "
                    + sha256.substring(0, Math.min(PREFIX, sha256.length())) + "…, "
                    + encoder.path("precision").asText()
                    + (encoder.path("objective").asText().equals("towards") ? ", towards the assigned style" : ""));
        }
        return encoders;
    }

    String style() {
        return report().path("style").asText();
    }

    String workingSize() {
        return report().path("workingWidth").asInt() + " × "
                + report().path("workingHeight").asInt();
    }

    /** The longest side at which the search ran, within bounds whatever the report says. */
    int workingSide() {
        int longest = Math.max(
                report().path("workingWidth").asInt(),
                report().path("workingHeight").asInt());
        return longest == 0 ? USUAL_SIDE : Math.clamp(longest, LEAST_SIDE, MOST_SIDE);
    }

    private String text(String name) {
        return json.path(name).asText();
    }
}

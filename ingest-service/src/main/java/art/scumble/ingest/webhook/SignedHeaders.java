package art.scumble.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The headers of a message as Standard Webhooks has them. */
final class SignedHeaders {
    private SignedHeaders() {}

    /**
     * For one attempt.
     *
     * @param secrets all of those that are valid: each one signs
     */
    static Map<String, String> of(String id, Instant attemptedAt, String body, List<Secret> secrets) {
        String timestamp = Long.toString(attemptedAt.getEpochSecond());
        byte[] content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "Scumble-Webhooks/1");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put(
                "webhook-signature",
                secrets.stream().map(secret -> "v1," + secret.sign(content)).collect(Collectors.joining(" ")));
        return headers;
    }
}

package art.scumble.ingest.webhook;

import java.util.List;
import java.util.UUID;

/**
 * A message that this instance is to send now.
 *
 * @param attempt its number, which fences off who had the message before
 * @param attemptOfRound the same since the message was accepted or last replayed
 * @param healthy whether its endpoint took what it was sent last
 * @param secrets all of those that are valid now
 */
record Claimed(
        String id,
        String tenant,
        UUID endpoint,
        String type,
        String body,
        String url,
        int attempt,
        int attemptOfRound,
        boolean healthy,
        List<Secret> secrets) {}

package art.scumble.ingest.webhook;

import java.util.Optional;
import java.util.UUID;

/**
 * What is to be told to one endpoint.
 *
 * @param id as the receiver sees it; without a full stop, as the signed content has those between its parts
 * @param body what is signed and sent
 * @param held whether its endpoint is disabled
 */
record Message(String id, String tenant, UUID endpoint, EventType type, Optional<UUID> job, String body, boolean held) {
    static Message to(Subscriber subscriber, EventType type, Optional<UUID> job, String body) {
        String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        return new Message(id, subscriber.tenant(), subscriber.endpoint(), type, job, body, subscriber.disabled());
    }

    MessageState state() {
        return held ? MessageState.HELD : MessageState.WAITING;
    }
}

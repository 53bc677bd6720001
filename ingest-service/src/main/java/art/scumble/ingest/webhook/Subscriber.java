package art.scumble.ingest.webhook;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An endpoint, as far as it matters for what it is told.
 *
 * @param artist whose works it is told of; all, if empty
 * @param events what it wants to know
 * @param digest whether it wants the ends of bulk jobs together
 */
record Subscriber(
        UUID endpoint, String tenant, Optional<String> artist, Set<String> events, boolean digest, boolean disabled) {
    boolean wants(EventType type) {
        return events.contains(type.value());
    }

    boolean isToldOf(EndedArtwork end) {
        return tenant.equals(end.tenant())
                && artist.map(end.artist()::equals).orElse(true)
                && wants(EventType.of(end.state()));
    }
}

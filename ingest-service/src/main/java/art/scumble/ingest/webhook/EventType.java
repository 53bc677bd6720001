package art.scumble.ingest.webhook;

import art.scumble.ingest.job.ArtworkState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a message can tell. */
public enum EventType {
    ARTWORK_PROTECTED("artwork.protected", Subscription.OF_ANY),
    ARTWORK_REFUSED("artwork.refused", Subscription.OF_ANY),
    ARTWORK_ABANDONED("artwork.abandoned", Subscription.OF_ANY),
    /** In place of the three above, several at a time. */
    ARTWORK_DIGEST("artwork.digest", Subscription.IMPLIED),
    JOB_COMPLETED("job.completed", Subscription.OF_TENANT),
    /** Another endpoint of the tenant was disabled. */
    ENDPOINT_DISABLED("endpoint.disabled", Subscription.OF_TENANT),
    /** A message to another endpoint of the tenant was given up. */
    WEBHOOK_EXHAUSTED("webhook.exhausted", Subscription.OF_TENANT_ON_REQUEST),
    WEBHOOK_TEST("webhook.test", Subscription.IMPLIED);

    private enum Subscription {
        OF_ANY,
        OF_TENANT,
        OF_TENANT_ON_REQUEST,
        IMPLIED
    }

    private final String value;
    private final Subscription subscription;

    EventType(String value, Subscription subscription) {
        this.value = value;
        this.subscription = subscription;
    }

    /** As messages have it. */
    public String value() {
        return value;
    }

    /** How an artwork's end is told. */
    static EventType of(ArtworkState end) {
        return switch (end) {
            case PROTECTED -> ARTWORK_PROTECTED;
            case REFUSED -> ARTWORK_REFUSED;
            case ABANDONED -> ARTWORK_ABANDONED;
            case RECEIVED, QUEUED, FOLLOWING, DISPATCHED, RUNNING ->
                throw new IllegalArgumentException(end + " is no end");
        };
    }

    /** What endpoints can ask for; an artist's is told of artworks only. */
    static Stream<EventType> choices(boolean artist) {
        return Stream.of(values())
                .filter(type ->
                        artist ? type.subscription == Subscription.OF_ANY : type.subscription != Subscription.IMPLIED);
    }

    /** What an endpoint is told that asks for nothing in particular. */
    static List<EventType> usual(boolean artist) {
        return choices(artist)
                .filter(type -> type.subscription != Subscription.OF_TENANT_ON_REQUEST)
                .toList();
    }

    /** Of one of the choices. */
    static Optional<EventType> choice(String value, boolean artist) {
        return choices(artist).filter(type -> type.value.equals(value)).findFirst();
    }
}

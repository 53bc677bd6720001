package art.scumble.ingest.webhook;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings of webhooks. */
@ConfigMapping(prefix = "scumble.webhook")
public interface WebhookConfig {
    /** Pause between two looks for what is to be sent, while nothing is. */
    Duration pace();

    /** Pause between two looks for digests that are due and messages that are old. */
    Duration upkeepPace();

    /** How many messages an instance of ingest sends at a time. */
    @Min(2)
    int inFlight();

    /** How many of them to one endpoint that takes them. */
    @Min(1)
    int inFlightPerEndpoint();

    /** How long a lookup of a name may take. */
    Duration lookupTimeout();

    /** How long it may take until a connection stands. */
    Duration connectTimeout();

    /** How long it may take from the beginning of a connection until the answer. */
    Duration timeout();

    /** After how long a message is sent again of which nobody told how it went; longer than an attempt may take. */
    Duration lease();

    /** How long after the first end in it a digest is sent, if its job has not completed before. */
    Duration digestAfter();

    /** How long a secret goes on signing after it was replaced. */
    Duration rotationGrace();

    /** How long messages and their attempts are kept; longer than the retries of a message take (83 h). */
    Duration retention();

    /** At which ports endpoints may be, if they are not on the list of what is allowed. */
    Set<Integer> ports();

    /** Hosts, addresses and blocks of them that may be called although they are not public, without TLS and at any port. */
    Optional<List<String>> allow();

    /** What links in messages begin with, such as {@code https://scumble.example}; without it they are paths. */
    Optional<String> linkBase();
}

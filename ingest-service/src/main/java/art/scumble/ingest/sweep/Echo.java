package art.scumble.ingest.sweep;

import art.scumble.contract.Topics;
import art.scumble.ingest.IngestConfig;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * What ingest says to itself in the workers' topic. If it comes back soon, the broker takes events and ingest has read
 * all before it: only then is a worker that has said nothing a silent one. It needs no other worker to be alive.
 */
@ApplicationScoped
public class Echo {
    private final Emitter<String> echoes;
    private final Attention attention;

    Echo(IngestConfig config, @Channel("echoes") @OnOverflow(OnOverflow.Strategy.DROP) Emitter<String> echoes) {
        this.echoes = echoes;
        this.attention = new Attention(config.silence());
    }

    /** Calls; an echo that the broker does not take is one that is not heard. */
    void call() {
        echoes.send(Message.of(Instant.now().toString())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(Topics.ECHO_KEY)
                        .build()));
    }

    /** Told of each message under the echo's key. */
    public void heard(String message) {
        try {
            attention.heard(Instant.parse(message), Instant.now());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("an echo is an instant", e);
        }
    }

    /** How long ago a worker must have spoken last to be called silent; empty while nothing can be said. */
    Optional<Duration> silentFor() {
        return attention.silentFor(Instant.now());
    }
}

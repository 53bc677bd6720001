package art.scumble.worker.task;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;

/**
 * One record that the broker holds for this worker. Used by the poll thread alone: a renewal that overtook or followed
 * the final acknowledgement would set the record back.
 */
final class Lease {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int RENEWALS_A_LOCK = 3;

    private final ShareConsumer<String, String> consumer;
    private final ConsumerRecord<String, String> record;
    private final Duration lock;

    /** The lock is the broker's where the consumer knows it, and {@code lock} otherwise. */
    Lease(ShareConsumer<String, String> consumer, ConsumerRecord<String, String> record, Duration lock) {
        this.consumer = consumer;
        this.record = record;
        this.lock = consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(lock);
    }

    /** How long to wait before each renewal: three fit into the broker's lock. */
    Duration renewalInterval() {
        return lock.dividedBy(RENEWALS_A_LOCK);
    }

    /** Starts the lock anew. */
    void renew() throws LeaseLost {
        acknowledge(AcknowledgeType.RENEW);
        // A renewed record comes back by poll and must be taken before it can be acknowledged again.
        for (int polls = 0; polls < RENEWALS_A_LOCK; polls++) {
            for (ConsumerRecord<String, String> returned : consumer.poll(POLL)) {
                if (returned.offset() == record.offset()
                        && returned.partition() == record.partition()
                        && returned.topic().equals(record.topic())) {
                    return;
                }
                consumer.acknowledge(returned, AcknowledgeType.RELEASE);
            }
        }
        throw new LeaseLost("the renewed task did not come back", new KafkaException("poll returned nothing"));
    }

    /** Ends the lease. */
    void end(AcknowledgeType how) throws LeaseLost {
        acknowledge(how);
    }

    private void acknowledge(AcknowledgeType type) throws LeaseLost {
        try {
            consumer.acknowledge(record, type);
            Map<TopicIdPartition, Optional<KafkaException>> results = consumer.commitSync(renewalInterval());
            for (Optional<KafkaException> failure : results.values()) {
                if (failure.isPresent()) {
                    throw new LeaseLost(type + " was not accepted", failure.get());
                }
            }
        } catch (KafkaException | IllegalStateException e) {
            throw new LeaseLost(type + " could not be sent", e);
        }
    }
}

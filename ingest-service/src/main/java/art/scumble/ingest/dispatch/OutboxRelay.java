package art.scumble.ingest.dispatch;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TransientFailure;
import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.database.Database;
import art.scumble.ingest.loop.LoopedWork;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Publishes what lies in the outbox. A message is deleted after the broker has it: a crash in between publishes it
 * again, and the attempt number makes the second one harmless.
 */
@ApplicationScoped
public class OutboxRelay implements LoopedWork {
    private static final int BATCH = 64;
    private static final int SEND_SECONDS = 30;

    private final Database database;
    private final Emitter<String> tasks;
    private final IngestConfig config;

    OutboxRelay(
            Database database,
            IngestConfig config,
            @Channel("tasks") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BATCH)
                    Emitter<String> tasks) {
        this.database = database;
        this.tasks = tasks;
        this.config = config;
    }

    @Override
    public String name() {
        return "outbox-relay";
    }

    @Override
    public Duration pace() {
        return config.pace();
    }

    @Override
    public boolean round() {
        return publishBatch();
    }

    private record Waiting(long id, String topic, String key, String message, Optional<String> traceParent) {}

    /** Publishes a batch; true if there may be more. */
    public boolean publishBatch() {
        return database.transaction(this::publish) == BATCH;
    }

    private int publish(Database.Transaction transaction) throws SQLException {
        // One instance at a time, or messages of one key could overtake each other.
        boolean alone = transaction
                .query(row -> row.getBoolean(1), "SELECT pg_try_advisory_xact_lock(hashtext('ingest.outbox'))")
                .getFirst();
        if (!alone) {
            return 0;
        }
        List<Waiting> batch = transaction.query(
                row -> new Waiting(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Optional.ofNullable(row.getString(5))),
                """
                SELECT id, topic, message_key, message, trace_parent FROM ingest.outbox
                ORDER BY id LIMIT ?""",
                BATCH);
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (Waiting waiting : batch) {
            sent.add(send(waiting));
        }
        try {
            CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "interrupted while publishing", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new TransientFailure(FailureCode.INTERNAL, "the broker does not take tasks", e);
        }
        transaction.update("DELETE FROM ingest.outbox WHERE id = ANY (?::bigint[])", (Object)
                batch.stream().map(Waiting::id).toArray(Long[]::new));
        return batch.size();
    }

    private CompletableFuture<Void> send(Waiting waiting) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        RecordHeaders headers = new RecordHeaders();
        waiting.traceParent().ifPresent(parent -> headers.add("traceparent", parent.getBytes(StandardCharsets.UTF_8)));
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(waiting.topic())
                .withKey(waiting.key())
                .withHeaders(headers)
                .build();
        tasks.send(Message.of(
                        waiting.message(),
                        () -> {
                            sent.complete(null);
                            return CompletableFuture.completedFuture(null);
                        },
                        failure -> {
                            sent.completeExceptionally(failure);
                            return CompletableFuture.completedFuture(null);
                        })
                .addMetadata(metadata));
        return sent;
    }
}

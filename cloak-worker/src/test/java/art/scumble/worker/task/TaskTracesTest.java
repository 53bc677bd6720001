package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TaskTracesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void putsAnEventIntoTheTraceOfItsTask() {
        try (SdkTracerProvider tracers = SdkTracerProvider.builder().build()) {
            // Given
            ConsumerRecord<String, String> task = new ConsumerRecord<>("tasks", 0, 0, "key", "task");
            byte[] parent = ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(StandardCharsets.US_ASCII);
            task.headers().add("traceparent", parent);
            ProducerRecord<String, String> event = new ProducerRecord<>("events", "event");
            Span span = TaskTraces.start(tracers.get("test"), task);
            // When
            try (Scope scope = span.makeCurrent()) {
                assertThat(scope).isNotNull();
                TaskTraces.inject(event);
            }
            // Then
            String sent = new String(event.headers().lastHeader("traceparent").value(), StandardCharsets.US_ASCII);
            assertThat(sent)
                    .isEqualTo("00-" + TRACE + "-" + span.getSpanContext().getSpanId() + "-01");
        }
    }
}

package art.scumble.worker.task;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Carries a trace from the task's headers to those of its events, as nothing does by itself for share consumers. */
public final class TaskTraces {
    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Headers> FROM_HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return Stream.of(headers.toArray()).map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            Header header = headers == null ? null : headers.lastHeader(name);
            return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
        }
    };

    private TaskTraces() {}

    /** A span for the work on a task, in the trace that the task belongs to. */
    public static Span start(Tracer tracer, ConsumerRecord<String, String> task) {
        return tracer.spanBuilder("protect artwork")
                .setParent(W3C.extract(Context.root(), task.headers(), FROM_HEADERS))
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
    }

    /** The current span's context as headers of a message. */
    static void inject(ProducerRecord<String, String> message) {
        W3C.inject(Context.current(), message.headers(), (headers, name, value) -> {
            if (headers != null) {
                headers.remove(name).add(name, value.getBytes(StandardCharsets.US_ASCII));
            }
        });
    }
}

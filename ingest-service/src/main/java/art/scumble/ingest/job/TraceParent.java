package art.scumble.ingest.job;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trace that an artwork was submitted in, as W3C's {@code traceparent}: it is kept with the artwork. */
public final class TraceParent {
    private static final TextMapGetter<String> VALUE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals("traceparent") ? carrier : null;
        }
    };

    private TraceParent() {}

    /** Of what goes on at the moment. */
    public static String current() {
        SpanContext span = Span.current().getSpanContext();
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    /** What goes on in it belongs to that trace. */
    public static Context context(String traceParent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, VALUE);
    }
}

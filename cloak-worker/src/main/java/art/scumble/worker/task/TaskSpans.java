package art.scumble.worker.task;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.MediaType;
import art.scumble.worker.tickets.ArtworkBytes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;

/** Shows in a task's trace what its time went into. */
@SuppressWarnings("try") // A scope lasts as long as its block.
public final class TaskSpans {
    private final Tracer tracer;

    public TaskSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The same bytes, with a span for each way. */
    public ArtworkBytes around(ArtworkBytes bytes) {
        return new ArtworkBytes() {
            @Override
            public byte[] source(ArtworkRef artwork) {
                return within("fetch source", () -> bytes.source(artwork));
            }

            @Override
            public void storeResult(ArtworkRef artwork, int attempt, MediaType type, byte[] file) {
                within("store result", () -> {
                    bytes.storeResult(artwork, attempt, type, file);
                    return true;
                });
            }
        };
    }

    /** The same turns, with a span for the wait and one for the search. */
    public Supplier<SearchTurns.Turn> around(Supplier<SearchTurns.Turn> turns) {
        return () -> {
            SearchTurns.Turn turn = within("wait for the search", turns);
            Span search = tracer.spanBuilder("search").startSpan();
            return () -> {
                search.end();
                turn.close();
            };
        };
    }

    private <T> T within(String name, Supplier<T> work) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException e) {
            span.recordException(e);
            throw e;
        } finally {
            span.end();
        }
    }
}

package art.scumble.catalog.assignment;

import art.scumble.catalog.style.Style;
import art.scumble.catalog.style.StyleShelf;
import art.scumble.contract.ArtistId;
import art.scumble.contract.PatternKey;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives each artist one style and keeps to it. */
@Path("/v1/assignments")
@Blocking
public class AssignmentResource {
    /**
     * Asks for an artist's style.
     *
     * @param descriptor the artist's own style as the encoder sees it in one of their works; may be left out
     */
    public record AssignmentRequest(
            @NotNull TenantId tenant,
            @NotNull ArtistId artist,
            @NotNull Sha256 encoder,
            @Nullable @Size(max = 64) List<Style.Layer> descriptor) {}

    /**
     * The assigned style, as the asker's encoder sees it.
     *
     * @param artistPush the direction that the artist's works are pushed into, as secret as their key; empty if none was
     *     measured with the encoder
     * @param patternKey the artist's secret, on which the patterns of their cloaks hang: 32 bytes in base64
     */
    public record Assignment(
            String style, String title, List<Style.Layer> layers, List<Style.Layer> artistPush, byte[] patternKey) {}

    private final StyleShelf shelf;
    private final Assignments assignments;
    private final PatternKeys keys;
    private final MeterRegistry metrics;

    AssignmentResource(StyleShelf shelf, Assignments assignments, PatternKeys keys, MeterRegistry metrics) {
        this.shelf = shelf;
        this.assignments = assignments;
        this.keys = keys;
        this.metrics = metrics;
    }

    /** The artist's style; drawn at the first request, the same ever after. */
    @POST
    public Response assign(@Valid @NotNull AssignmentRequest request) {
        String encoder = request.encoder().hex();
        List<Style> styles = shelf.measuredWith(encoder);
        if (styles.isEmpty()) {
            return Problem.of(404, "No style was measured with this encoder; see docs/operations.md, Styles.")
                    .response();
        }
        Optional<Style> assigned = assigned(request);
        if (assigned.isEmpty()) {
            List<Style.Layer> own = request.descriptor() == null ? List.of() : request.descriptor();
            Style drawn = StyleDraw.draw(request.tenant(), request.artist(), styles, encoder, own);
            assignments.propose(request.tenant(), request.artist(), drawn.id());
            // Of a style that the shelf lost nothing is left to keep to.
            assignments
                    .find(request.tenant(), request.artist())
                    .filter(style -> shelf.byId(style).isEmpty())
                    .ifPresent(lost -> assignments.replace(request.tenant(), request.artist(), lost, drawn.id()));
            assigned = assigned(request);
        }
        Style style = assigned.orElseThrow();
        Style.Measured measured = style.encoders().get(encoder);
        if (measured == null) {
            return Problem.of(404, "The artist's style " + style.id() + " was not measured with this encoder.")
                    .response();
        }
        metrics.counter("scumble_catalog_assignments", "style", style.id()).increment();
        byte[] key = keys.of(request.tenant(), request.artist());
        List<Style.Layer> push = shelf.push(encoder, new PatternKey(key));
        return Response.ok(new Assignment(style.id(), style.title(), measured.layers(), push, key))
                .build();
    }

    private Optional<Style> assigned(AssignmentRequest request) {
        return assignments.find(request.tenant(), request.artist()).flatMap(shelf::byId);
    }
}

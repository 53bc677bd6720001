package art.scumble.gateway.admission;

import art.scumble.contract.TenantId;
import art.scumble.gateway.access.OpenTo;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** Tells what sources are by their headers, and admits none. */
@Path("/v1/headers")
@Blocking
public class HeaderResource {
    private static final int MOST = 200;

    /** Which sources are to be looked at. */
    public record HeadersRequest(
            @NotNull TenantId tenant,
            @NotNull @Size(min = 1, max = MOST) List<Preview.@NotNull Source> sources) {}

    /** What was seen of each, in the request's order. */
    public record Headers(List<Preview.Header> headers) {}

    private final Preview preview;

    HeaderResource(Preview preview) {
        this.preview = preview;
    }

    /** Size, type and pixels of each source, or why it would be refused. */
    @POST
    @OpenTo("ingest")
    public Headers look(@Valid @NotNull HeadersRequest request) {
        return new Headers(preview.headers(request.tenant(), request.sources()));
    }
}

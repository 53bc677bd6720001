package art.scumble.gateway.delivery;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.gateway.access.OpenTo;
import art.scumble.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Delivers results to where tenants want them. */
@Path("/v1/deliveries")
@Blocking
public class DeliveryResource {
    /** Which result is to lie under which of the tenant's keys. */
    public record DeliveryRequest(
            @NotNull TenantId tenant,
            @NotNull UUID artwork,
            @Min(1) int attempt,
            @NotNull Sha256 sha256,
            @NotNull MediaType mediaType,
            @NotNull String key) {}

    private static final Logger LOG = Logger.getLogger(DeliveryResource.class);

    private final Delivery delivery;
    private final MeterRegistry metrics;

    DeliveryResource(Delivery delivery, MeterRegistry metrics) {
        this.delivery = delivery;
        this.metrics = metrics;
    }

    /** 204 once the result lies there; 404 without a result, 409 where something else lies. */
    @POST
    @OpenTo("ingest")
    public Response deliver(@Valid @NotNull DeliveryRequest request) {
        Delivery.Ending ending = delivery.deliver(new DeliveryOrder(
                request.tenant(),
                request.artwork(),
                request.attempt(),
                request.sha256(),
                request.mediaType(),
                request.key()));
        metrics.counter("scumble_gateway_deliveries", "ending", ending.name().toLowerCase(Locale.ROOT))
                .increment();
        LOG.infof("delivery tenant=%s artwork=%s ending=%s", request.tenant(), request.artwork(), ending);
        return switch (ending) {
            case DELIVERED -> Response.noContent().build();
            case NO_RESULT ->
                Problem.of(404, "No such attempt of this tenant has this result.")
                        .response();
            case CONFLICT ->
                Problem.of(409, "An object that was not delivered by this installation lies under this key.")
                        .response();
        };
    }
}

package art.scumble.ingest.webhook;

import art.scumble.http.Problem;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints that a platform wants to be told at. */
@Path("/v1/webhooks")
@Blocking
@RolesAllowed(Scopes.WEBHOOKS)
public class WebhookResource {
    private final Endpoints endpoints;
    private final Messages messages;
    private final CurrentTenant tenant;

    WebhookResource(Endpoints endpoints, Messages messages, CurrentTenant tenant) {
        this.endpoints = endpoints;
        this.messages = messages;
        this.tenant = tenant;
    }

    /** Adds an endpoint. The answer has its secret, which is not shown again. */
    @POST
    public Response create(@NotNull EndpointRequest request) {
        EndpointView created = endpoints.create(tenant.get(), request);
        return Response.created(URI.create("/v1/webhooks/" + created.id()))
                .entity(created)
                .build();
    }

    /** The tenant's endpoints, by id. */
    @GET
    public EndpointView.Page list(
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return endpoints.page(tenant.get(), after, limit);
    }

    /** One endpoint. */
    @GET
    @Path("{id}")
    public Response endpoint(UUID id) {
        return shown(endpoints.find(tenant.get(), id));
    }

    /** Changes URL, events or digest; what is absent stays as it is. */
    @PATCH
    @Path("{id}")
    public Response update(UUID id, @NotNull EndpointRequest request) {
        return shown(endpoints.update(tenant.get(), id, request));
    }

    /** Removes an endpoint, and what waits for it. */
    @DELETE
    @Path("{id}")
    public Response delete(UUID id) {
        return endpoints.delete(tenant.get(), id) ? Response.noContent().build() : absent();
    }

    /** Changes the secret. The old one signs as well for some time, so that the receiver can change, too. */
    @POST
    @Path("{id}/secret")
    public Response rotate(UUID id) {
        return shown(endpoints.rotate(tenant.get(), id));
    }

    /** Holds what is to be sent. */
    @POST
    @Path("{id}/disable")
    public Response disable(UUID id) {
        return shown(endpoints.disable(tenant.get(), id));
    }

    /** Sends again, from now on. What was held meanwhile ({@code held}) is sent when it is replayed. */
    @POST
    @Path("{id}/enable")
    public Response enable(UUID id) {
        return shown(endpoints.enable(tenant.get(), id));
    }

    /** Sends a {@code webhook.test}, once; what came of it is seen on the message. */
    @POST
    @Path("{id}/test")
    public Response test(UUID id) {
        return messages.test(tenant.get(), id)
                .map(message -> Response.accepted(Map.of("message", message))
                        .location(URI.create("/v1/webhooks/" + id + "/messages/" + message))
                        .build())
                .orElseGet(WebhookResource::absent);
    }

    private static Response shown(Optional<EndpointView> endpoint) {
        return endpoint.map(view -> Response.ok(view).build()).orElseGet(WebhookResource::absent);
    }

    static Response absent() {
        return Problem.of(404, "There is no such webhook endpoint.").response();
    }
}

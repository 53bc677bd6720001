package art.scumble.ingest.webhook;

import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Endpoints that a platform wants to be told at. */
@Path("/v1/webhooks")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.WEBHOOKS)
@Tag(name = "Webhooks")
public class WebhookResource {
    private final Endpoints endpoints;
    private final Messages messages;
    private final CurrentTenant tenant;

    WebhookResource(Endpoints endpoints, Messages messages, CurrentTenant tenant) {
        this.endpoints = endpoints;
        this.messages = messages;
        this.tenant = tenant;
    }

    /** A message that will be sent. */
    public record Accepted(String message) {}

    /** Adds an endpoint. The answer has its secret, which is not shown again. */
    @POST
    @APIResponseSchema(value = EndpointView.class, responseCode = "201")
    public RestResponse<EndpointView> createEndpoint(@NotNull EndpointRequest request) {
        EndpointView created = endpoints.create(tenant.get(), request);
        return RestResponse.ResponseBuilder.<EndpointView>create(RestResponse.Status.CREATED)
                .entity(created)
                .location(URI.create("/v1/webhooks/" + created.id()))
                .build();
    }

    /** The tenant's endpoints, by id. */
    @GET
    public EndpointView.Page endpoints(
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return endpoints.page(tenant.get(), after, limit);
    }

    /** One endpoint. */
    @GET
    @Path("{id}")
    public EndpointView endpoint(UUID id) {
        return shown(endpoints.find(tenant.get(), id));
    }

    /** Changes URL, events or digest; what is absent stays as it is. */
    @PATCH
    @Path("{id}")
    public EndpointView updateEndpoint(UUID id, @NotNull EndpointRequest request) {
        return shown(endpoints.update(tenant.get(), id, request));
    }

    /** Removes an endpoint, and what waits for it. */
    @DELETE
    @Path("{id}")
    public void deleteEndpoint(UUID id) {
        if (!endpoints.delete(tenant.get(), id)) {
            throw absent();
        }
    }

    /** Changes the secret. The old one signs as well for some time, so that the receiver can change, too. */
    @POST
    @Path("{id}/secret")
    public EndpointView rotateSecret(UUID id) {
        return shown(endpoints.rotate(tenant.get(), id));
    }

    /** Holds what is to be sent. */
    @POST
    @Path("{id}/disable")
    public EndpointView disableEndpoint(UUID id) {
        return shown(endpoints.disable(tenant.get(), id));
    }

    /** Sends again, from now on. What was held meanwhile ({@code held}) is sent when it is replayed. */
    @POST
    @Path("{id}/enable")
    public EndpointView enableEndpoint(UUID id) {
        return shown(endpoints.enable(tenant.get(), id));
    }

    /** Sends a {@code webhook.test}, once; what came of it is seen on the message. */
    @POST
    @Path("{id}/test")
    @APIResponseSchema(value = Accepted.class, responseCode = "202")
    public RestResponse<Accepted> testEndpoint(UUID id) {
        String message = messages.test(tenant.get(), id).orElseThrow(WebhookResource::absent);
        return RestResponse.ResponseBuilder.<Accepted>create(RestResponse.Status.ACCEPTED)
                .entity(new Accepted(message))
                .location(URI.create("/v1/webhooks/" + id + "/messages/" + message))
                .build();
    }

    private static EndpointView shown(Optional<EndpointView> endpoint) {
        return endpoint.orElseThrow(WebhookResource::absent);
    }

    static ProblemException absent() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such webhook endpoint.");
    }
}

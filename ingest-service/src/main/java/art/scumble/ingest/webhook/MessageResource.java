package art.scumble.ingest.webhook;

import art.scumble.http.Problem;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was told to an endpoint, and how that went. */
@Path("/v1/webhooks/{id}")
@Blocking
@RolesAllowed(Scopes.WEBHOOKS)
public class MessageResource {
    private final Endpoints endpoints;
    private final Messages messages;
    private final CurrentTenant tenant;

    MessageResource(Endpoints endpoints, Messages messages, CurrentTenant tenant) {
        this.endpoints = endpoints;
        this.messages = messages;
        this.tenant = tenant;
    }

    /**
     * Which messages to send again.
     *
     * @param from accepted at this time or later
     * @param until and before this
     * @param all whether those that were delivered are among them
     */
    public record Range(@NotNull Instant from, @NotNull Instant until, boolean all) {}

    /** Messages, the newest first. */
    @GET
    @Path("messages")
    public Response list(
            UUID id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        if (endpoints.find(tenant.get(), id).isEmpty()) {
            return WebhookResource.absent();
        }
        Optional<MessageState> wanted = Stream.of(MessageState.values())
                .filter(known -> known.value().equals(state))
                .findFirst();
        if (state != null && wanted.isEmpty()) {
            return Problem.of(400, "A state is waiting, sending, delivered, exhausted or held.")
                    .response();
        }
        return Response.ok(messages.page(tenant.get(), id, wanted, before, limit))
                .build();
    }

    /** One message, with its body and its last attempts. */
    @GET
    @Path("messages/{message}")
    public Response message(UUID id, String message) {
        return messages.find(tenant.get(), id, message)
                .map(view -> Response.ok(view).build())
                .orElseGet(() -> Problem.of(404, "There is no such message.").response());
    }

    /** Sends one message again, with the same id and the same bytes. */
    @POST
    @Path("messages/{message}/replay")
    public Response replay(UUID id, String message) {
        if (messages.find(tenant.get(), id, message).isEmpty()) {
            return Problem.of(404, "There is no such message.").response();
        }
        return messages.replay(tenant.get(), id, message)
                ? Response.accepted(Map.of("replayed", 1)).build()
                : Problem.of(409, "The message is being sent at this moment.").response();
    }

    /** Sends what was accepted in a span of time again: what was not delivered, or all of it. */
    @POST
    @Path("replay")
    public Response replay(UUID id, @Valid @NotNull Range range) {
        if (endpoints.find(tenant.get(), id).isEmpty()) {
            return WebhookResource.absent();
        }
        int replayed = messages.replay(tenant.get(), id, range.from(), range.until(), range.all());
        return Response.accepted(Map.of("replayed", replayed)).build();
    }
}

package art.scumble.ingest.webhook;

import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What was told to an endpoint, and how that went. */
@Path("/v1/webhooks")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.WEBHOOKS)
@Tag(name = "Webhooks")
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

    /** How many messages are sent again. */
    public record Replayed(int replayed) {}

    /** Messages, the newest first. */
    @GET
    @Path("{id}/messages")
    public MessageView.Page messages(
            UUID id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("before") @Nullable Long before,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        requireEndpoint(id);
        Optional<MessageState> wanted = Stream.of(MessageState.values())
                .filter(known -> known.value().equals(state))
                .findFirst();
        if (state != null && wanted.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.BAD_REQUEST, "A state is waiting, sending, delivered, exhausted or held.");
        }
        return messages.page(tenant.get(), id, wanted, before, limit);
    }

    /** One message, with its body and its last attempts. */
    @GET
    @Path("{id}/messages/{message}")
    public MessageView message(UUID id, String message) {
        return messages.find(tenant.get(), id, message)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such message."));
    }

    /** Sends one message again, with the same id and the same bytes. */
    @POST
    @Path("{id}/messages/{message}/replay")
    @ResponseStatus(202)
    @APIResponseSchema(value = Replayed.class, responseCode = "202")
    public Replayed replayMessage(UUID id, String message) {
        message(id, message);
        if (!messages.replay(tenant.get(), id, message)) {
            throw ProblemException.of(ProblemType.CONFLICT, "The message is being sent at this moment.");
        }
        return new Replayed(1);
    }

    /** Sends what was accepted in a span of time again: what was not delivered, or all of it. */
    @POST
    @Path("{id}/replay")
    @ResponseStatus(202)
    @APIResponseSchema(value = Replayed.class, responseCode = "202")
    public Replayed replay(UUID id, @Valid @NotNull Range range) {
        requireEndpoint(id);
        return new Replayed(messages.replay(tenant.get(), id, range.from(), range.until(), range.all()));
    }

    private void requireEndpoint(UUID id) {
        if (endpoints.find(tenant.get(), id).isEmpty()) {
            throw WebhookResource.absent();
        }
    }
}

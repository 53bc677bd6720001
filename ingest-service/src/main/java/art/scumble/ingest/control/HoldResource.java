package art.scumble.ingest.control;

import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;
import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import art.scumble.ingest.job.Hold;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The operator's holds, which no platform can lift. */
@Path("/v1/operator/holds")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.OPERATOR)
@Tag(name = "Operator")
public class HoldResource {
    private final Holds holds;
    private final JobOrders orders;
    private final CurrentTenant caller;

    HoldResource(Holds holds, JobOrders orders, CurrentTenant caller) {
        this.holds = holds;
        this.orders = orders;
        this.caller = caller;
    }

    /**
     * What is to wait: one of a job, all of a tenant's jobs, and a lane.
     *
     * @param reason for whoever asks why
     */
    public record HoldRequest(
            @Nullable UUID job,
            @Nullable TenantId tenant,
            @Nullable Lane lane,
            @Nullable @Size(max = 500) String reason) {
        private long scopes() {
            return Stream.of(
                            Optional.<Object>ofNullable(job),
                            Optional.<Object>ofNullable(tenant),
                            Optional.<Object>ofNullable(lane))
                    .filter(Optional::isPresent)
                    .count();
        }
    }

    /** Holds a job, a tenant or a lane. */
    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = Hold.class, responseCode = "201")
    public Hold placeHold(@Valid @NotNull HoldRequest request) {
        if (request.scopes() != 1) {
            throw ProblemException.of(ProblemType.BAD_REQUEST, "Name one of job, tenant and lane.");
        }
        Optional<String> reason = Optional.ofNullable(request.reason());
        if (request.job() != null) {
            done(orders.pauseAsOperator(request.job(), reason.orElse(""), caller.caller()));
            return holds.ofOperatorOn(request.job());
        }
        return holds.place(
                Optional.ofNullable(request.tenant()), Optional.ofNullable(request.lane()), reason, caller.caller());
    }

    /** All of them. */
    @GET
    public List<Hold> holds() {
        return holds.ofOperator();
    }

    /** Lifts one; what nothing else holds goes on. */
    @DELETE
    @Path("{id}")
    public void liftHold(UUID id) {
        Hold hold = holds.ofOperator(id)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such hold."));
        if (hold.job() != null) {
            done(orders.resumeAsOperator(hold.job(), caller.caller()));
        } else {
            holds.lift(id, caller.caller());
        }
    }

    private static void done(JobOrders.Result result) {
        switch (result) {
            case DONE -> {}
            case ABSENT -> throw ProblemException.of(ProblemType.NOT_FOUND, "There is no such job.");
            case CANCELLED_BEFORE -> throw ControlResource.cancelledBefore();
        }
    }
}

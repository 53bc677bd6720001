package art.scumble.ingest.control;

import art.scumble.contract.Lane;
import art.scumble.contract.TenantId;
import art.scumble.http.Problem;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operator's holds, which no platform can lift. */
@Path("/v1/operator/holds")
@Blocking
@RolesAllowed(Scopes.OPERATOR)
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
    public Response place(@Valid @NotNull HoldRequest request) {
        if (request.scopes() != 1) {
            return Problem.of(ProblemType.BAD_REQUEST, "Name one of job, tenant and lane.")
                    .response();
        }
        Optional<String> reason = Optional.ofNullable(request.reason());
        if (request.job() != null) {
            return answer(orders.pauseAsOperator(request.job(), reason.orElse(""), caller.caller()));
        }
        Hold hold = holds.place(
                Optional.ofNullable(request.tenant()), Optional.ofNullable(request.lane()), reason, caller.caller());
        return Response.status(Response.Status.CREATED).entity(hold).build();
    }

    /** All of them. */
    @GET
    public List<Hold> list() {
        return holds.ofOperator();
    }

    /** Lifts one; what nothing else holds goes on. */
    @DELETE
    @Path("{id}")
    public Response lift(UUID id) {
        Optional<UUID> job = holds.ofOperator().stream()
                .filter(hold -> hold.id().equals(id))
                .findFirst()
                .map(Hold::job);
        if (job.isPresent()) {
            return answer(orders.resumeAsOperator(job.get(), caller.caller()));
        }
        return holds.lift(id, caller.caller()) ? Response.noContent().build() : absent("hold");
    }

    private static Response answer(JobOrders.Result result) {
        return switch (result) {
            case DONE -> Response.noContent().build();
            case ABSENT -> absent("job");
            case CANCELLED_BEFORE ->
                Problem.of(ProblemType.CANCELLED_BEFORE, "The job was cancelled, which is for good.")
                        .response();
        };
    }

    private static Response absent(String what) {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such " + what + ".")
                .response();
    }
}

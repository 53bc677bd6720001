package art.scumble.ingest.control;

import art.scumble.contract.FailureCode;
import art.scumble.contract.Lane;
import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import art.scumble.ingest.job.JobView;
import art.scumble.ingest.job.Jobs;
import art.scumble.ingest.job.Names;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A platform's orders to its jobs. Each may be given again without harm, and is in the job's audit. */
@Path("/v1/jobs/{id}")
@Blocking
@RolesAllowed(Scopes.CONTROL)
@Tag(name = "Jobs")
public class ControlResource {
    private final JobOrders orders;
    private final Retries retries;
    private final Audit audit;
    private final Jobs jobs;
    private final CurrentTenant tenant;

    ControlResource(JobOrders orders, Retries retries, Audit audit, Jobs jobs, CurrentTenant tenant) {
        this.orders = orders;
        this.retries = retries;
        this.audit = audit;
        this.jobs = jobs;
        this.tenant = tenant;
    }

    /** Which lane a job is to take. */
    public record LaneRequest(@NotNull Lane lane) {}

    /** A page of an audit, behind a cursor; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AuditPage(
            List<Audit.Entry> entries, @Nullable Long next) {
        static AuditPage of(List<Audit.Entry> entries, int limit) {
            return new AuditPage(
                    entries, entries.size() == limit ? entries.getLast().id() : null);
        }
    }

    /** Begins none of a job's artworks any more, and has workers give back what they have of it. */
    @POST
    @Path("pause")
    public JobView pauseJob(UUID id) {
        return answer(id, orders.pause(tenant.get(), id, tenant.caller()));
    }

    /** Lifts the platform's own pause; the operator's stays, and the job's holds say so. */
    @POST
    @Path("resume")
    public JobView resumeJob(UUID id) {
        return answer(id, orders.resume(tenant.get(), id, tenant.caller()));
    }

    /** Ends a job for good: what has not ended is abandoned. */
    @POST
    @Path("cancel")
    public JobView cancelJob(UUID id) {
        return answer(id, orders.cancel(tenant.get(), id, tenant.caller()));
    }

    /** Moves what is not on its way to a worker yet to the other lane. */
    @POST
    @Path("lane")
    public JobView moveToLane(UUID id, @Valid @NotNull LaneRequest request) {
        return answer(id, orders.move(tenant.get(), id, request.lane(), tenant.caller()));
    }

    /** Gives a job's failed artworks another chance: those with these codes, or else those whose failure may pass. */
    @POST
    @Path("retry")
    public Retries.Retried retryFailed(UUID id, @QueryParam("code") @Nullable List<String> codes) {
        return retries.ofJob(tenant.get(), id, Names.of(codes, FailureCode::valueOf, "code"), tenant.caller())
                .orElseThrow(() -> jobs.knows(tenant.get(), id) ? cancelledBefore() : absent());
    }

    /** Tries once more to bring results where it was given up. */
    @POST
    @Path("redeliver")
    public Retries.Redelivered redeliver(UUID id) {
        if (!jobs.knows(tenant.get(), id)) {
            throw absent();
        }
        return retries.redeliver(tenant.get(), id, tenant.caller());
    }

    /** Who ordered what of a job, and when. */
    @GET
    @Path("audit")
    @RolesAllowed(Scopes.READ)
    public AuditPage jobAudit(
            UUID id,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        if (!jobs.knows(tenant.get(), id)) {
            throw absent();
        }
        return AuditPage.of(audit.of(id, after, limit), limit);
    }

    private JobView answer(UUID id, JobOrders.Result result) {
        return switch (result) {
            case DONE -> jobs.find(tenant.get(), id).orElseThrow();
            case ABSENT -> throw absent();
            case CANCELLED_BEFORE -> throw cancelledBefore();
        };
    }

    private static ProblemException absent() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such job.");
    }

    static ProblemException cancelledBefore() {
        return ProblemException.of(ProblemType.CANCELLED_BEFORE, "The job was cancelled, which is for good.");
    }
}

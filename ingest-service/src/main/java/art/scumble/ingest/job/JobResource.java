package art.scumble.ingest.job;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TenantId;
import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Jobs, as platforms follow them. */
@Path("/v1/jobs/{id}")
@Blocking
@RolesAllowed(Scopes.READ)
@Tag(name = "Jobs")
public class JobResource {
    private final Jobs jobs;
    private final Artworks artworks;
    private final OutcomeExport export;
    private final ProgressStream progress;
    private final CurrentTenant tenant;

    JobResource(Jobs jobs, Artworks artworks, OutcomeExport export, ProgressStream progress, CurrentTenant tenant) {
        this.jobs = jobs;
        this.artworks = artworks;
        this.export = export;
        this.progress = progress;
        this.tenant = tenant;
    }

    /** Where a job is. */
    @GET
    public JobView job(UUID id) {
        return jobs.find(tenant.get(), id).orElseThrow(JobResource::absent);
    }

    /** Where a job is, again with each change, until it is finished. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<JobView> jobEvents(UUID id) {
        return progress.of(known(id), id);
    }

    /** The artworks of a job, in the order of submission; those that failed, for example, with how and what to do. */
    @GET
    @Path("artworks")
    public ArtworkView.Page jobArtworks(
            UUID id,
            @QueryParam("state") @Nullable List<String> states,
            @QueryParam("code") @Nullable List<String> codes,
            @QueryParam("artist") @Nullable String artist,
            @QueryParam("reference") @Nullable String reference,
            @QueryParam("after") @DefaultValue("-1") int after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        Artworks.Filter filter = new Artworks.Filter(
                Names.of(states, ArtworkState::valueOf, "state"),
                Names.of(codes, FailureCode::valueOf, "code"),
                Optional.ofNullable(artist),
                Optional.ofNullable(reference));
        return artworks.page(known(id), id, filter, after, limit);
    }

    /** What became of all artworks, a line each. */
    @GET
    @Path("outcomes")
    @Produces("application/x-ndjson")
    public Response jobOutcomes(UUID id) {
        TenantId caller = known(id);
        return Response.ok((StreamingOutput) out -> export.writeLines(caller, id, out))
                .build();
    }

    /** The same as a table. */
    @GET
    @Path("outcomes.csv")
    @Produces("text/csv")
    public Response jobOutcomeTable(UUID id) {
        TenantId caller = known(id);
        return Response.ok((StreamingOutput) out -> export.writeTable(caller, id, out))
                .build();
    }

    private TenantId known(UUID job) {
        if (!jobs.knows(tenant.get(), job)) {
            throw absent();
        }
        return tenant.get();
    }

    private static ProblemException absent() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such job.");
    }
}

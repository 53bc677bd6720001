package art.scumble.ingest.control;

import art.scumble.contract.FailureCode;
import art.scumble.ingest.job.Names;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Another chance for what failed, whatever its job. */
@Path("/v1/redrives")
@Blocking
@RolesAllowed(Scopes.CONTROL)
@Tag(name = "Jobs")
public class RedriveResource {
    private final Retries retries;
    private final CurrentTenant tenant;

    RedriveResource(Retries retries, CurrentTenant tenant) {
        this.retries = retries;
        this.tenant = tenant;
    }

    /**
     * Has all of the tenant's artworks that failed with these codes (or else those whose failure may pass) begin anew, but
     * not those of cancelled jobs.
     */
    @POST
    public Retries.Retried redrive(@QueryParam("code") @Nullable List<String> codes) {
        return retries.ofTenant(tenant.get(), Names.of(codes, FailureCode::valueOf, "code"), tenant.caller());
    }
}

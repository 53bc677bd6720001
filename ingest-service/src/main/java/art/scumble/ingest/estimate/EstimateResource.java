package art.scumble.ingest.estimate;

import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A dry run. */
@Path("/v1/estimates")
@Blocking
@RolesAllowed(Scopes.SUBMIT)
@Tag(name = "Jobs")
public class EstimateResource {
    private final Estimates estimates;
    private final CurrentTenant tenant;

    EstimateResource(Estimates estimates, CurrentTenant tenant) {
        this.estimates = estimates;
        this.tenant = tenant;
    }

    /** What a manifest would take, from the headers of its sources; the first 10,000 lines are looked at. */
    @POST
    @Consumes("application/x-ndjson")
    public Estimates.Estimate estimate(InputStream lines) throws IOException {
        return estimates.of(tenant.get(), lines);
    }
}

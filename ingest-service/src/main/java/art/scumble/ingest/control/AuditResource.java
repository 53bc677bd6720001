package art.scumble.ingest.control;

import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who ordered what of a tenant's work, and when: also what concerned more than one job. */
@Path("/v1/audit")
@Blocking
@RolesAllowed(Scopes.READ)
@Tag(name = "Jobs")
public class AuditResource {
    private final Audit audit;
    private final CurrentTenant tenant;

    AuditResource(Audit audit, CurrentTenant tenant) {
        this.audit = audit;
        this.tenant = tenant;
    }

    /** The tenant's entries, the oldest first. */
    @GET
    public ControlResource.AuditPage audit(
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return ControlResource.AuditPage.of(audit.of(tenant.get(), after, limit), limit);
    }
}

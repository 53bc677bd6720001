package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The tenant of the request: known from its key or token, and from nothing else. */
@RequestScoped
public class CurrentTenant {
    private final SecurityIdentity identity;

    CurrentTenant(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The tenant; the operator has none, and gets no further. */
    public TenantId get() {
        return find().orElseThrow(
                        () -> new ForbiddenException("This operation is a tenant's, and not the operator's."));
    }

    /** The tenant, if the request is one's. */
    Optional<TenantId> find() {
        return Caller.of(identity).flatMap(Caller::tenant);
    }

    /** Who asks, as the audit names it. */
    public String caller() {
        return Caller.of(identity).map(Caller::name).orElse("nobody");
    }
}

package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The tenant of the request: set from its API key, and from nothing else. */
@RequestScoped
public class CurrentTenant {
    private Optional<TenantId> tenant = Optional.empty();

    void set(TenantId known) {
        tenant = Optional.of(known);
    }

    /** The tenant; a request without one does not get as far as to ask. */
    public TenantId get() {
        return tenant.orElseThrow();
    }
}

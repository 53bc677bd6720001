package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param tenant whose key or token it is; empty for the operator
 * @param name for the audit, such as {@code key 3f… (nightly import)}
 */
record Caller(Optional<TenantId> tenant, String name) {
    static final String ATTRIBUTE = "scumble.caller";

    /** The caller that an identity stands for. */
    static Optional<Caller> of(SecurityIdentity identity) {
        return Optional.ofNullable(identity.<Caller>getAttribute(ATTRIBUTE));
    }
}

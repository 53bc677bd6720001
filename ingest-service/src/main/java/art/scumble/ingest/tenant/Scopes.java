package art.scumble.ingest.tenant;

import java.util.List;

/** What a key or token may be allowed to do. */
public final class Scopes {
    /** See jobs, artworks and results. */
    public static final String READ = "read";
    /** Upload and submit. */
    public static final String SUBMIT = "submit";
    /** Pause, resume, cancel, retry. */
    public static final String CONTROL = "control";
    /** Manage webhook endpoints. */
    public static final String WEBHOOKS = "webhooks";
    /** Manage the tenant's keys. */
    public static final String KEYS = "keys";
    /** Run the installation: the operator's key has this scope, and no tenant's ever does. */
    public static final String OPERATOR = "operator";

    /** All that a tenant's key can have. */
    public static final List<String> OF_TENANTS = List.of(READ, SUBMIT, CONTROL, WEBHOOKS, KEYS);

    private Scopes() {}
}

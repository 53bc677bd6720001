package art.scumble.gateway;

import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import java.util.UUID;

/** Where everything lies in the installation's bucket. The tenant stands in every key. */
public final class ObjectKeys {
    private ObjectKeys() {}

    /** Where an upload arrives; everybody with the ticket can write there until it ends. */
    public static String staging(TenantId tenant, UUID upload) {
        return "tenants/" + tenant + "/staging/" + upload;
    }

    /** How the keys of the tenant's own sources begin; the rest is theirs, byte for byte. */
    public static String ownSources(TenantId tenant) {
        return "tenants/" + tenant + "/source/";
    }

    /** How the keys of results begin that were delivered to the tenant; the rest is theirs, byte for byte. */
    public static String deliveries(TenantId tenant) {
        return "tenants/" + tenant + "/delivered/";
    }

    /** An admitted source, by its content; no ticket can write there. */
    public static String admitted(TenantId tenant, Sha256 sha256) {
        return "tenants/" + tenant + "/admitted/" + sha256;
    }

    /** How the keys of all of an artwork's results begin. */
    public static String results(TenantId tenant, UUID artwork) {
        return "tenants/" + tenant + "/results/" + artwork + "/";
    }

    /**
     * A result of one attempt, by its content: an attempt may be worked on twice, and what was counted must stay what is
     * served.
     */
    public static String result(TenantId tenant, UUID artwork, int attempt, Sha256 sha256) {
        return results(tenant, artwork) + attempt + "/" + sha256;
    }
}

package art.scumble.gateway;

/**
 * Where keys of a tenant's choice lie.
 *
 * @param store the tenant's own bucket, or the installation's
 * @param prefix what stands before each of the keys there
 */
public record OwnPlace(ObjectStore store, String prefix) {
    /** The whole key in the bucket; refuses a key that would not stay as it is. */
    public String whole(String key) {
        KeyRules.requireKey(prefix, key);
        return prefix + key;
    }
}

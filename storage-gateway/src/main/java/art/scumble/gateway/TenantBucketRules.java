package art.scumble.gateway;

import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.gateway.GatewayConfig.TenantBucket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Refuses settings of tenants' buckets that can't work, or that would show one tenant what is another's. */
public final class TenantBucketRules {
    private static final String SETTING = "scumble.gateway.tenant-buckets.";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private TenantBucketRules() {}

    /** A part of a bucket that one tenant has. */
    private record Share(String tenant, String bucket, String prefix) {
        boolean overlaps(Share other) {
            return !tenant.equals(other.tenant)
                    && bucket.equals(other.bucket)
                    && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
        }
    }

    /**
     * Throws IllegalArgumentException that names the setting.
     *
     * @param endpoints names of the installation's own store
     * @param bucket the installation's bucket
     */
    public static void require(Map<String, TenantBucket> buckets, Set<URI> endpoints, String bucket) {
        List<Share> shares = new ArrayList<>();
        new TreeMap<>(buckets).forEach((tenant, settings) -> {
            requireOne(tenant, settings);
            for (URI endpoint : endpoints) {
                if (place(endpoint, bucket).equals(place(settings.endpoint(), settings.bucket()))) {
                    throw refused(tenant, "bucket", "is the installation's, where all tenants' works lie");
                }
            }
            String place = place(settings.endpoint(), settings.bucket());
            for (String prefix : List.of(
                    settings.sourcePrefix().orElse(""),
                    settings.deliveryPrefix().orElse(""))) {
                Share share = new Share(tenant, place, prefix);
                shares.stream().filter(share::overlaps).findFirst().ifPresent(other -> {
                    throw refused(tenant, "bucket", "has a prefix that overlaps one of tenant " + other.tenant());
                });
                shares.add(share);
            }
        });
    }

    private static void requireOne(String tenant, TenantBucket settings) {
        try {
            new TenantId(tenant);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTING + tenant + ": " + e.getMessage(), e);
        }
        URI endpoint = settings.endpoint();
        String path = endpoint.getRawPath();
        boolean http = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
        boolean bare = endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null
                && (path == null || path.isEmpty() || path.equals("/"));
        if (!http || !bare || endpoint.getHost() == null) {
            throw refused(tenant, "endpoint", "is not of the form https://host or https://host:port");
        }
        if (settings.region().isBlank()) {
            throw refused(tenant, "region", "is blank; it is part of every signature and never looked up");
        }
        if (!BUCKET.matcher(settings.bucket()).matches()) {
            throw refused(tenant, "bucket", "is no bucket's name");
        }
        if (settings.accessKey().get().isBlank()) {
            throw refused(tenant, "access-key", "is blank");
        }
        if (settings.secretKey().get().isBlank()) {
            throw refused(tenant, "secret-key", "is blank");
        }
        requirePrefix(tenant, "source-prefix", settings.sourcePrefix().orElse(""));
        requirePrefix(tenant, "delivery-prefix", settings.deliveryPrefix().orElse(""));
    }

    private static void requirePrefix(String tenant, String setting, String prefix) {
        if (prefix.startsWith("/") || prefix.contains("//")) {
            throw refused(tenant, setting, "has an empty path segment");
        }
        try {
            KeyRules.requirePrefix("", prefix);
        } catch (PermanentFailure e) {
            throw refused(tenant, setting, "is refused: " + e.getMessage());
        }
    }

    /** Host, port and bucket, as they are compared. */
    private static String place(URI endpoint, String bucket) {
        int usual = "https".equalsIgnoreCase(endpoint.getScheme()) ? HTTPS : HTTP;
        int port = endpoint.getPort() < 0 ? usual : endpoint.getPort();
        return String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT) + ":" + port + "/" + bucket;
    }

    private static IllegalArgumentException refused(String tenant, String setting, String why) {
        return new IllegalArgumentException(SETTING + tenant + "." + setting + " " + why);
    }
}

package art.scumble.gateway.listing;

import art.scumble.contract.TenantId;
import art.scumble.gateway.KeyRules;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.OwnPlace;
import art.scumble.gateway.TenantBuckets;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant's own sources, page by page, under the keys that the tenant gave them. */
public class Listing {
    private final TenantBuckets buckets;

    /** Lists in these. */
    public Listing(TenantBuckets buckets) {
        this.buckets = buckets;
    }

    /** An object of a tenant's. */
    public record OwnObject(String key, long sizeBytes) {}

    /**
     * A part of a list.
     *
     * @param objects may be fewer than were asked for, or none, though more follow
     * @param next what to go on after; null if nothing follows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<OwnObject> objects, @Nullable String next) {}

    /**
     * The sources whose key begins so.
     *
     * @param begin may be empty
     * @param after the page before's {@code next}, or null
     * @param most how many are looked at, 1 to {@link ObjectStore#LONGEST_LIST}
     */
    public Page page(TenantId tenant, String begin, @Nullable String after, int most) {
        OwnPlace place = buckets.sources(tenant);
        String prefix = place.prefix();
        KeyRules.requirePrefix(prefix, begin);
        List<OwnObject> looked = place.store().list(prefix + begin, after == null ? "" : prefix + after, most).stream()
                // A store over files may answer with what lies elsewhere.
                .takeWhile(listed -> listed.key().startsWith(prefix + begin))
                .map(listed -> new OwnObject(listed.key().substring(prefix.length()), listed.sizeBytes()))
                .toList();
        List<OwnObject> objects = looked.stream()
                .filter(object -> !isFolderMarker(object) && !isDelivered(tenant, object))
                .toList();
        return new Page(objects, looked.size() < most ? null : looked.getLast().key());
    }

    /** Where results are delivered into a folder among the sources, they are no sources. */
    private boolean isDelivered(TenantId tenant, OwnObject object) {
        OwnPlace sources = buckets.sources(tenant);
        OwnPlace deliveries = buckets.deliveries(tenant);
        return sources.store() == deliveries.store()
                && deliveries.prefix().length() > sources.prefix().length()
                && (sources.prefix() + object.key()).startsWith(deliveries.prefix());
    }

    private static boolean isFolderMarker(OwnObject object) {
        return object.sizeBytes() == 0
                && (object.key().endsWith("/") || object.key().isEmpty());
    }
}

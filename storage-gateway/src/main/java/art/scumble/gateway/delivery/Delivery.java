package art.scumble.gateway.delivery;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TransientFailure;
import art.scumble.gateway.ObjectKeys;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.OwnPlace;
import art.scumble.gateway.TenantBuckets;
import art.scumble.gateway.admission.GatewayTables;
import art.scumble.gateway.admission.Slots;
import art.scumble.gateway.admission.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a result under a key of the tenant's choice. What lies there is replaced only if it is, byte for byte, something
 * that was delivered there before; anything else is somebody's work.
 */
public class Delivery {
    /** How a delivery ended, if nothing was in its way that may pass. */
    public enum Ending {
        /** The result lies under its key. */
        DELIVERED,
        /** There is no such result. */
        NO_RESULT,
        /** Something else lies under the key. */
        CONFLICT
    }

    private final ObjectStore results;
    private final TenantBuckets buckets;
    private final GatewayTables tables;
    private final DeliveryTable deliveries;
    private final Limits limits;

    /**
     * What a gateway takes upon itself.
     *
     * @param largest result, in bytes
     * @param slots for deliveries that pass through here
     */
    public record Limits(long largest, Slots slots) {}

    /** Delivers results of this store. */
    public Delivery(
            ObjectStore results, TenantBuckets buckets, GatewayTables tables, DeliveryTable deliveries, Limits limits) {
        this.results = results;
        this.buckets = buckets;
        this.tables = tables;
        this.deliveries = deliveries;
        this.limits = limits;
    }

    /** Delivers a result; again changes nothing. */
    public Ending deliver(DeliveryOrder order) {
        OwnPlace place = buckets.deliveries(order.tenant());
        String to = place.whole(order.key());
        String from = ObjectKeys.result(order.tenant(), order.artwork(), order.attempt(), order.sha256());
        Optional<Long> size = tables.hasResult(order.tenant(), order.artwork(), order.attempt())
                ? results.size(from)
                : Optional.empty();
        if (size.isEmpty()) {
            return Ending.NO_RESULT;
        }
        if (size.get() > limits.largest()) {
            throw Spool.tooLarge(limits.largest());
        }
        return limits.slots()
                .within(() -> deliveries.exclusively(
                        order.tenant(), order.key(), () -> settle(order, place.store(), from, to, size.get())));
    }

    private Ending settle(DeliveryOrder order, ObjectStore store, String from, String to, long size) {
        Optional<Long> there = store.exactSize(to);
        if (there.isPresent()) {
            Optional<Sha256> ours = oursThere(order, store, to, there.get(), size);
            if (ours.isEmpty()) {
                return Ending.CONFLICT;
            }
            if (ours.get().equals(order.sha256())) {
                deliveries.record(order, size);
                return Ending.DELIVERED;
            }
        } else if (store.size(to).isPresent()) {
            throw folded();
        }
        deliveries.record(order, size);
        write(order, store, from, to);
        requireThere(store, to, size);
        return Ending.DELIVERED;
    }

    /** The hash of what lies there, if it is this result or one that was delivered there before. */
    private Optional<Sha256> oursThere(DeliveryOrder order, ObjectStore store, String to, long there, long size) {
        Set<Sha256> ours = deliveries.contents(order.tenant(), order.key(), there);
        if (there == size) {
            ours.add(order.sha256());
        }
        // Nothing of another size is read: it can't be ours.
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of(hash(store, to, there)).filter(ours::contains);
    }

    private static Sha256 hash(ObjectStore store, String key, long size) {
        try (InputStream in = store.read(key)) {
            return Spool.hash(in, size);
        } catch (IOException e) {
            throw new TransientFailure(
                    FailureCode.STORE_UNAVAILABLE, "the store stopped in the middle of what lies there", e);
        }
    }

    private void write(DeliveryOrder order, ObjectStore store, String from, String to) {
        if (store == results) {
            store.copy(from, to, order.mediaType());
            return;
        }
        try (InputStream in = results.read(from);
                Spool spool = Spool.of(in, limits.largest())) {
            if (!spool.sha256().equals(order.sha256())) {
                throw new PermanentFailure(
                        FailureCode.SOURCE_CHANGED, "the stored result is not the one that was told");
            }
            store.write(to, spool.file(), order.mediaType());
        } catch (IOException e) {
            throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "the local copy can't be read", e);
        }
    }

    private static void requireThere(ObjectStore store, String to, long size) {
        Optional<Long> there = store.exactSize(to);
        if (there.isEmpty() && store.size(to).equals(Optional.of(size))) {
            // It answers to this key and keeps the object under another, where nothing was before.
            store.remove(to);
            throw folded();
        }
        if (!there.equals(Optional.of(size))) {
            throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "the store does not hold what it was given");
        }
    }

    private static PermanentFailure folded() {
        return new PermanentFailure(
                FailureCode.BAD_REQUEST, "the store takes this key for another one: choose a plainer key");
    }
}

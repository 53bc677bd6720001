package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.gateway.ObjectKeys;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.OwnPlace;
import art.scumble.gateway.TenantBuckets;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Takes a source in: checks its size and first bytes, and copies it from where a ticket can still write to a key that
 * is its content's hash, where none can. The bytes that are hashed are the bytes that are stored.
 */
public class Admission {
    private final ObjectStore store;
    private final TenantBuckets buckets;
    private final GatewayTables tables;
    private final long most;
    private final Slots slots;

    /**
     * Admits.
     *
     * @param store takes what is admitted
     * @param buckets where own sources come from
     * @param most the largest file that is taken, in bytes
     * @param slots for files on local disk
     */
    public Admission(ObjectStore store, TenantBuckets buckets, GatewayTables tables, long most, Slots slots) {
        this.store = store;
        this.buckets = buckets;
        this.tables = tables;
        this.most = most;
        this.slots = slots;
    }

    /** Admits an upload; asking again gives the same answer. */
    public Admitted upload(TenantId tenant, UUID upload) {
        Optional<Admitted> before = admittedBefore(tenant, upload);
        if (before.isPresent()) {
            return before.get();
        }
        String staging = ObjectKeys.staging(tenant, upload);
        Admitted admitted;
        try {
            admitted = copy(tenant, store, staging, "nothing was uploaded with this ticket");
        } catch (PermanentFailure e) {
            // Another admission of the same upload may have emptied staging meanwhile.
            return admittedBefore(tenant, upload).orElseThrow(() -> e);
        }
        tables.recordAdmission(upload, admitted.sha256());
        store.remove(staging);
        return admittedBefore(tenant, upload).orElse(admitted);
    }

    private Optional<Admitted> admittedBefore(TenantId tenant, UUID upload) {
        return tables.upload(tenant, upload)
                .orElseThrow(() -> new PermanentFailure(
                        FailureCode.SOURCE_MISSING, "there is no upload " + upload + " of this tenant"))
                .admitted();
    }

    /** Admits an object that the tenant keeps among their own sources; it stays there. */
    public Admitted ownSource(TenantId tenant, String key) {
        OwnPlace place = buckets.sources(tenant);
        String whole = place.whole(key);
        String absence = "there is no object with exactly this source key";
        if (place.store().exactSize(whole).isEmpty()) {
            throw new PermanentFailure(FailureCode.SOURCE_MISSING, absence);
        }
        return copy(tenant, place.store(), whole, absence);
    }

    private Admitted copy(TenantId tenant, ObjectStore origin, String from, String absence) {
        long size = origin.size(from).orElseThrow(() -> new PermanentFailure(FailureCode.SOURCE_MISSING, absence));
        if (size > most) {
            throw Spool.tooLarge(most);
        }
        return slots.within(() -> admit(tenant, origin, from));
    }

    private Admitted admit(TenantId tenant, ObjectStore origin, String from) {
        try (Spool spool = fetch(origin, from)) {
            MediaType type = ImageSignature.of(spool.file());
            OptionalLong pixels = ImageSize.pixels(spool.file(), type);
            Admitted admitted = new Admitted(
                    spool.sha256(), spool.sizeBytes(), type, pixels.isPresent() ? pixels.getAsLong() : null);
            String to = ObjectKeys.admitted(tenant, admitted.sha256());
            // Written even if it is there: submitting again is how a damaged copy is mended.
            store.write(to, spool.file(), type);
            if (!store.size(to).equals(Optional.of(admitted.sizeBytes()))) {
                throw new TransientFailure(
                        FailureCode.STORE_UNAVAILABLE, "the object store does not hold what it was given");
            }
            tables.recordSource(tenant, admitted);
            return admitted;
        } catch (IOException e) {
            throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "the local copy can't be read", e);
        }
    }

    private Spool fetch(ObjectStore origin, String key) throws IOException {
        try (InputStream in = origin.read(key)) {
            return Spool.of(in, most);
        }
    }
}

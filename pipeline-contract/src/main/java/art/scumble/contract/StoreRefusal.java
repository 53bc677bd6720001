package art.scumble.contract;

import java.util.Set;

/** Tells from a store's answer what a refused write was refused for. */
public final class StoreRefusal {
    private static final int INSUFFICIENT_STORAGE = 507;

    /** MinIO's for its disks and for a bucket's quota, Ceph's for a quota, and a name that others use. */
    private static final Set<String> FULL =
            Set.of("XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded", "InsufficientStorage");

    private StoreRefusal() {}

    /**
     * What it comes to: both pass by themselves, but only one of them by an operator's hand.
     *
     * @param status of the answer
     * @param words the error code or the whole answer, empty if there was none
     */
    public static FailureCode of(int status, String words) {
        boolean full = status == INSUFFICIENT_STORAGE || FULL.stream().anyMatch(words::contains);
        return full ? FailureCode.STORE_FULL : FailureCode.STORE_UNAVAILABLE;
    }
}

package art.scumble.gateway;

import art.scumble.contract.MediaType;
import java.io.InputStream;
import java.util.Optional;

/** The object store. Failures that may pass are {@code TransientFailure(STORE_UNAVAILABLE)}. */
public interface ObjectStore {
    /** A URL that lets its holder write one object, until the ticket's lifetime is over. */
    String writeTicket(String key);

    /** A URL that lets its holder read one object, served as this type. */
    String readTicket(String key, MediaType type);

    /** An object's size in bytes; empty if there is no such object. */
    Optional<Long> size(String key);

    /** An object's bytes; the caller closes the stream. */
    InputStream read(String key);

    /** Stores an object in place of any that was there. */
    void write(String key, byte[] bytes, MediaType type);

    /** Removes an object, if it is there. */
    void remove(String key);

    /** Makes sure that the bucket is there; throws if the store does not answer. */
    void requireBucket();
}

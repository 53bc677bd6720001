package art.scumble.gateway;

import art.scumble.contract.MediaType;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The object store. Failures that may pass are {@code TransientFailure(STORE_UNAVAILABLE)}. */
public interface ObjectStore {
    /** From where a ticket is used: the store may have another name there. */
    enum Audience {
        PLATFORM,
        WORKER
    }

    /** A URL that lets its holder write one object, until the ticket's lifetime is over. */
    String writeTicket(Audience audience, String key);

    /** A URL that lets its holder read one object, served as this type. */
    String readTicket(Audience audience, String key, MediaType type);

    /** An object's size in bytes; empty if there is no such object. */
    Optional<Long> size(String key);

    /**
     * Whether there is an object under exactly this key. For keys that others chose: some stores fold keys together
     * (decode a plus, collapse slashes) and then answer with another object.
     */
    boolean holdsExactly(String key);

    /** An object's bytes; the caller closes the stream. */
    InputStream read(String key);

    /** Stores an object in place of any that was there. */
    void write(String key, Path file, MediaType type);

    /** Removes an object, if it is there. */
    void remove(String key);

    /** The keys that begin with this, at most so many. */
    List<String> keys(String prefix, int most);

    /** Makes sure that the bucket is there; throws if the store does not answer. */
    void requireBucket();
}

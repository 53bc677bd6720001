package art.scumble.gateway;

import art.scumble.contract.MediaType;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A bucket of an object store. Failures that may pass are {@code TransientFailure(STORE_UNAVAILABLE)}. */
public interface ObjectStore {
    /** The most that one call lists. */
    int LONGEST_LIST = 1000;

    /** An object in a list. */
    record Listed(String key, long sizeBytes) {}

    /** An object's size in bytes; empty if there is no such object. */
    Optional<Long> size(String key);

    /** An object's bytes; the caller closes the stream. */
    InputStream read(String key);

    /** The first bytes of an object that is not empty, at most so many; no more of it is fetched. */
    byte[] readHead(String key, int most);

    /** Stores an object in place of any that was there. */
    void write(String key, Path file, MediaType type);

    /** Stores a copy of an object of this bucket in place of any that was there; no byte passes through here. */
    void copy(String from, String to, MediaType type);

    /** Removes an object, if it is there. */
    void remove(String key);

    /**
     * The objects whose keys begin with a prefix, in the store's order.
     *
     * @param after only keys that come after this one; may be empty
     * @param most 1 to {@link #LONGEST_LIST}
     */
    List<Listed> list(String prefix, String after, int most);

    /** Makes sure that the bucket is there; throws if the store does not answer. */
    void requireBucket();

    /**
     * The size of the object under exactly this key. For keys that others chose: some stores fold keys together (decode
     * a plus, collapse slashes) and then answer with another object.
     */
    default Optional<Long> exactSize(String key) {
        // Of all keys that begin with this one, this one itself is listed first.
        return list(key, "", 1).stream()
                .filter(listed -> listed.key().equals(key))
                .map(Listed::sizeBytes)
                .findFirst();
    }
}

package art.scumble.gateway;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Which keys of a tenant's are taken: those that every way to a store leaves as they are. Path segments that are empty,
 * {@code .} or {@code ..} are rewritten by HTTP clients, the MinIO SDK and stores over files, and then name another
 * object.
 */
public final class KeyRules {
    private static final int LONGEST_KEY_BYTES = 1024;

    private KeyRules() {}

    /**
     * Refuses a key that would not stay as it is.
     *
     * @param prefix what stands before it in the bucket
     */
    public static void requireKey(String prefix, String key) {
        List<String> segments = segments(key);
        boolean rewritten = segments.contains("..") || segments.contains(".") || segments.contains("");
        if (rewritten || !isPlain(key) || isTooLong(prefix + key)) {
            throw new PermanentFailure(
                    FailureCode.BAD_REQUEST,
                    "a key is not empty, has no control character and no empty, '.' or '..' segment in its path, and "
                            + "is, with the prefix of its bucket, at most "
                            + LONGEST_KEY_BYTES
                            + " bytes long");
        }
    }

    /** Refuses a beginning of keys under which none could be taken, or that a store over files would leave by. */
    public static void requirePrefix(String prefix, String begin) {
        List<String> segments = segments(begin);
        if (segments.contains("..") || segments.contains(".") || !isPlain(begin) || isTooLong(prefix + begin)) {
            throw new PermanentFailure(
                    FailureCode.BAD_REQUEST,
                    "a prefix has no control character and no '.' or '..' segment, and is, with the prefix of its "
                            + "bucket, at most "
                            + LONGEST_KEY_BYTES
                            + " bytes long");
        }
    }

    private static List<String> segments(String key) {
        return Arrays.asList(key.split("/", -1));
    }

    private static boolean isPlain(String key) {
        return key.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(key);
    }

    private static boolean isTooLong(String whole) {
        return whole.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES;
    }
}

package art.scumble.ingest.webhook;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What messages to an endpoint are signed with.
 *
 * @param text {@code whsec_} and 24 to 64 bytes in base64, as Standard Webhooks has it
 */
record Secret(String text) {
    static final String RULE = "a secret is whsec_ and 24 to 64 bytes in base64";

    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    Secret {
        int length = key(text).length;
        if (length < FEWEST_BYTES || length > MOST_BYTES) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** A new one. */
    static Secret random() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    private static byte[] key(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(RULE);
        }
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }

    /** The signature of a content, in base64. */
    String sign(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(text), mac.getAlgorithm()));
            return Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Nothing that is logged may hold it. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}

package art.scumble.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An artist's secret, on which the patterns of their cloaks hang and the way that their works are pushed. It is in no
 * message on Kafka, no report and no log.
 */
public final class PatternKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    /** A key of at least one byte. */
    public PatternKey(byte[] key) {
        this.key = key.clone();
    }

    /** A seed: the same words give the same one, and nobody without the key can tell it. */
    public long seed(List<String> words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (String word : words) {
                mac.update(word.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return ByteBuffer.wrap(mac.doFinal()).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "PatternKey";
    }
}

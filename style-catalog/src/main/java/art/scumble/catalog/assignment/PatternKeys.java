package art.scumble.catalog.assignment;

import art.scumble.contract.ArtistId;
import art.scumble.contract.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Each artist's key, on which the patterns of their cloaks hang: HMAC-SHA-256 of the artist's id under the tenant's
 * secret, which is that of the tenant's id under the installation's. So one artist's key tells nothing of the next
 * artist's, and nothing is stored.
 */
@ApplicationScoped
class PatternKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    PatternKeys(PatternConfig config) {
        this.secret = config.patternSecret().getBytes(StandardCharsets.UTF_8);
    }

    /** 32 bytes. */
    byte[] of(TenantId tenant, ArtistId artist) {
        return hmac(hmac(secret, tenant.value()), artist.value());
    }

    private static byte[] hmac(byte[] key, String words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}

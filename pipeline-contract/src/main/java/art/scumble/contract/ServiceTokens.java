package art.scumble.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/**
 * Which service is calling: each holds a secret bearer token of its own, and the called service holds their hashes.
 */
public final class ServiceTokens {
    private static final String SCHEME = "Bearer ";

    private final Map<String, Sha256> hashByCaller;

    /** Knows the callers: the SHA-256 of each caller's token (UTF-8), by name. */
    public ServiceTokens(Map<String, Sha256> hashByCaller) {
        this.hashByCaller = Map.copyOf(hashByCaller);
    }

    /**
     * The caller that an {@code Authorization} header speaks for, or empty if it speaks for nobody. Every hash is
     * compared, in constant time.
     */
    public Optional<String> caller(String authorization) {
        if (!authorization.startsWith(SCHEME)) {
            return Optional.empty();
        }
        byte[] presented =
                bytes(Sha256.of(bytes(authorization.substring(SCHEME.length()))).hex());
        Optional<String> caller = Optional.empty();
        for (Map.Entry<String, Sha256> known : hashByCaller.entrySet()) {
            if (MessageDigest.isEqual(presented, bytes(known.getValue().hex()))) {
                caller = Optional.of(known.getKey());
            }
        }
        return caller;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

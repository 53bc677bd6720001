package art.scumble.ingest.tenant;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Who may do what, and how much of it. OIDC's own settings are {@code quarkus.oidc}'s. */
@ConfigMapping(prefix = "scumble.access")
public interface AccessConfig {
    /** SHA-256 (hexadecimal) of the operator's key; without one, nobody is the operator. */
    Optional<String> operatorKeySha256();

    /** The claim of an OIDC token that names its tenant. */
    String oidcTenantClaim();

    /** Limits of each tenant that has none of its own. */
    @Valid
    Limits limits();

    /** What one tenant may use. */
    interface Limits {
        /** Requests in a second, over time; twice as many at once. */
        @Min(1)
        int requestsPerSecond();

        /** Artworks that have not ended. */
        @Min(1)
        long openArtworks();

        /** Pixels of admitted artworks that have not ended. */
        @Min(1)
        long openPixels();
    }
}

package art.scumble.catalog.assignment;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Size;

/** What the patterns of cloaks hang on. */
@ConfigMapping(prefix = "scumble.catalog")
public interface PatternConfig {
    /**
     * A secret of the installation, of which every artist's key is derived. With another one all cloaks come out
     * different; who knows it can make the pattern of any picture whose original they have.
     */
    @Size(min = 32)
    String patternSecret();
}

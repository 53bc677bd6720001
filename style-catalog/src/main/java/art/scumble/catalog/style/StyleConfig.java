package art.scumble.catalog.style;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where styles come from. */
@ConfigMapping(prefix = "scumble.catalog")
public interface StyleConfig {
    /** A directory of further style files, which take the place of ours where the id is the same. */
    Optional<Path> stylesDir();
}

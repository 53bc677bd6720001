package art.scumble.ingest.manifest;

import art.scumble.ingest.IngestConfig;
import art.scumble.ingest.loop.LoopedWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Closes jobs whose manifest broke off and was not sent again: what is in has its end, and so must the job. */
@ApplicationScoped
class ForsakenManifests implements LoopedWork {
    private static final Logger LOG = Logger.getLogger(ForsakenManifests.class);

    private final Manifests manifests;
    private final IngestConfig config;

    ForsakenManifests(Manifests manifests, IngestConfig config) {
        this.manifests = manifests;
        this.config = config;
    }

    @Override
    public String name() {
        return "forsaken-manifests";
    }

    @Override
    public Duration pace() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean round() {
        int closed = manifests.closeForsaken(config.manifestPatience());
        if (closed > 0) {
            LOG.warnf("%d jobs are closed whose manifest broke off and did not come again", closed);
        }
        return false;
    }
}

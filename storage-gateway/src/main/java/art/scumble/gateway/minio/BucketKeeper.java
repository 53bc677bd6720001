package art.scumble.gateway.minio;

import art.scumble.contract.TransientFailure;
import art.scumble.gateway.ObjectStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Creates the bucket at start if it is missing; tries until the store answers. */
@ApplicationScoped
class BucketKeeper {
    private static final Logger LOG = Logger.getLogger(BucketKeeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final CountDownLatch stopping = new CountDownLatch(1);

    BucketKeeper(ObjectStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("bucket-keeper").start(this::createBucket);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void createBucket() {
        boolean created = tryToCreate();
        while (!created && !isStopping()) {
            created = tryToCreate();
        }
    }

    private boolean tryToCreate() {
        try {
            store.requireBucket();
            return true;
        } catch (TransientFailure e) {
            LOG.warnf("waiting for the bucket: %s cause=%s", e.getMessage(), e.getCause());
            return false;
        }
    }

    /** Waits a moment, in case the service stops meanwhile. */
    private boolean isStopping() {
        try {
            return stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

package art.scumble.gateway.minio;

import art.scumble.contract.TransientFailure;
import art.scumble.gateway.ObjectStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the store answers and has our bucket, which is created when it is missing. */
@Readiness
@Blocking
@ApplicationScoped
public class StoreReadiness implements HealthCheck {
    private static final String NAME = "object-store";

    private final ObjectStore store;

    StoreReadiness(ObjectStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            store.requireBucket();
            return HealthCheckResponse.up(NAME);
        } catch (TransientFailure e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}

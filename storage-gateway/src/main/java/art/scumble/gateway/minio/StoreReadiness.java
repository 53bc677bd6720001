package art.scumble.gateway.minio;

import art.scumble.contract.FailureCode;
import art.scumble.contract.StoreRoom;
import art.scumble.contract.TransientFailure;
import art.scumble.gateway.ObjectStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the store answers and has our bucket, which is created when it is missing. A full store is told, but is no
 * reason to ask nothing of us: results are read from it, and what is removed makes room.
 */
@Readiness
@Blocking
@ApplicationScoped
public class StoreReadiness implements HealthCheck {
    private static final String NAME = "object-store";

    private final ObjectStore store;
    private final StoreRoom room;

    StoreReadiness(ObjectStore store, StoreRoom room) {
        this.store = store;
        this.room = room;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        try {
            store.requireBucket();
            room.lack().ifPresent(reason -> tell(response, FailureCode.STORE_FULL, reason));
            return response.up().build();
        } catch (TransientFailure e) {
            return tell(response, e.code(), String.valueOf(e.getMessage()))
                    .down()
                    .build();
        }
    }

    private static HealthCheckResponseBuilder tell(
            HealthCheckResponseBuilder response, FailureCode code, String reason) {
        return response.withData("code", code.name()).withData("reason", reason);
    }
}

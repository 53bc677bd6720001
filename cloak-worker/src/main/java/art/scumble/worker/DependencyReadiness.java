package art.scumble.worker;

import art.scumble.contract.FailureCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while something that every task needs is away, or the object store is full. */
@Readiness
@ApplicationScoped
public class DependencyReadiness implements HealthCheck {
    private final Dependencies dependencies;

    DependencyReadiness(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> away = dependencies.away();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("services").status(away.isEmpty()).withData("away", String.join(", ", away));
        dependencies
                .room()
                .lack()
                .ifPresent(reason ->
                        response.withData("code", FailureCode.STORE_FULL.name()).withData("reason", reason));
        return response.build();
    }
}

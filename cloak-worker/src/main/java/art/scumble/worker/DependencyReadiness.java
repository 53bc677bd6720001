package art.scumble.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a service that every task needs is away. */
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
        return HealthCheckResponse.named("services")
                .status(away.isEmpty())
                .withData("away", String.join(", ", away))
                .build();
    }
}

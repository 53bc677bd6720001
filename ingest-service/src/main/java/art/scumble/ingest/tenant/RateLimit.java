package art.scumble.ingest.tenant;

import art.scumble.contract.TenantId;
import art.scumble.http.Problem;
import art.scumble.http.ProblemType;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** How many requests a tenant may make, of each instance of ingest. A new limit is in force after a restart. */
@ApplicationScoped
public class RateLimit {
    private final CurrentTenant current;
    private final Tenants tenants;
    /** Bounded by the number of tenants, as only known ones get here. */
    private final Map<TenantId, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimit(CurrentTenant current, Tenants tenants) {
        this.current = current;
        this.tenants = tenants;
    }

    /** Answers 429 to what is too much. */
    @ServerRequestFilter
    public @Nullable Response refuseTooMany() {
        Optional<TenantId> tenant = current.find();
        if (tenant.isEmpty()) {
            return null;
        }
        ConsumptionProbe probe =
                buckets.computeIfAbsent(tenant.get(), this::bucket).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? null
                : Problem.of(ProblemType.TOO_MANY_REQUESTS, "The tenant makes more requests than it may.")
                        .responseAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(TenantId tenant) {
        int perSecond = tenants.find(tenant).orElseThrow().limits().requestsPerSecond();
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}

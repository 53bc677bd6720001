package art.scumble.gateway.retention;

import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.gateway.ObjectKeys;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.access.OpenTo;
import art.scumble.gateway.admission.GatewayTables;
import art.scumble.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Told which result of an artwork counts, removes the others: those of attempts that were fenced off. */
@Path("/v1/results/settlements")
@Blocking
public class SettlementResource {
    /**
     * Which result counts.
     *
     * @param kept the one that counts; null if none does
     */
    public record Settlement(
            @NotNull TenantId tenant,
            @NotNull UUID artwork,
            @Valid @Nullable Result kept) {}

    /** A result of an attempt, by its content. */
    public record Result(@Min(1) int attempt, @NotNull Sha256 sha256) {}

    /**
     * What was done.
     *
     * @param removed how many results
     */
    public record Settled(int removed) {}

    private static final Logger LOG = Logger.getLogger(SettlementResource.class);

    private final ObjectStore store;
    private final GatewayTables tables;
    private final MeterRegistry metrics;

    SettlementResource(ObjectStore store, GatewayTables tables, MeterRegistry metrics) {
        this.store = store;
        this.tables = tables;
        this.metrics = metrics;
    }

    /** Removes all results of an artwork but the one that counts; asking again removes what came since. */
    @POST
    @OpenTo("ingest")
    public Response settle(@Valid @NotNull Settlement settlement) {
        TenantId tenant = settlement.tenant();
        UUID artwork = settlement.artwork();
        Result kept = settlement.kept();
        String keptKey = kept == null ? "" : ObjectKeys.result(tenant, artwork, kept.attempt(), kept.sha256());
        if (kept != null && store.size(keptKey).isEmpty()) {
            // Then the others are all that is left of it, and people should look first.
            LOG.errorf("the result that counts is not in the store: tenant=%s artwork=%s", tenant, artwork);
            return Problem.of(409, "The result that counts is not in the store.")
                    .response();
        }
        // Of one answer of the store; an artwork that has more is settled by asking again.
        List<String> others = store.list(ObjectKeys.results(tenant, artwork), "", ObjectStore.LONGEST_LIST).stream()
                .map(ObjectStore.Listed::key)
                .filter(key -> !key.equals(keptKey))
                .toList();
        others.forEach(store::remove);
        tables.forgetResults(tenant, artwork, kept == null ? 0 : kept.attempt());
        metrics.counter("scumble_gateway_results_removed").increment(others.size());
        return Response.ok(new Settled(others.size())).build();
    }
}

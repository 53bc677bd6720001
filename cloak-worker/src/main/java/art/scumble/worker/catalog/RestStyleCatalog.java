package art.scumble.worker.catalog;

import art.scumble.contract.ArtistId;
import art.scumble.contract.FailureCode;
import art.scumble.contract.PatternKey;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.encoder.StageStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The catalog over HTTP. */
@ApplicationScoped
public class RestStyleCatalog implements StyleCatalog {
    private static final int NOT_FOUND = 404;

    private final CatalogApi api;

    RestStyleCatalog(@RestClient CatalogApi api) {
        this.api = api;
    }

    @Override
    public AssignedStyle assigned(TenantId tenant, ArtistId artist, Sha256 encoder, StageStatistics own) {
        try {
            CatalogApi.Assignment assignment =
                    api.assign(new CatalogApi.AssignmentRequest(tenant, artist, encoder, own.layers()));
            byte[] key = assignment.patternKey();
            List<StageStatistics.Layer> push = assignment.artistPush();
            if (key == null || key.length == 0 || push == null) {
                throw new TransientFailure(
                        FailureCode.CATALOG_UNAVAILABLE,
                        "style-catalog gave no pattern key or no push: it is of an earlier version than this worker");
            }
            return new AssignedStyle(assignment.style(), target(assignment.layers(), push), new PatternKey(key));
        } catch (WebApplicationException e) {
            throw failure(e);
        } catch (ProcessingException e) {
            if (e.getCause() instanceof InterruptedException) {
                // The client keeps the interruption to itself.
                Thread.currentThread().interrupt();
            }
            throw new TransientFailure(FailureCode.CATALOG_UNAVAILABLE, "style-catalog does not answer", e);
        }
    }

    /** Of styles that were measured before pushes were there is none. */
    private static Target target(List<StageStatistics.Layer> style, List<StageStatistics.Layer> push) {
        StageStatistics statistics = new StageStatistics(style);
        return push.isEmpty() ? Target.of(statistics) : new Target(statistics, new StageStatistics(push));
    }

    /** What the catalog does not have it will not have by itself; all else may pass. */
    private static RuntimeException failure(WebApplicationException answer) {
        int status = answer.getResponse().getStatus();
        String words =
                "style-catalog answered " + status + ": " + answer.getResponse().readEntity(String.class);
        return status == NOT_FOUND
                ? new PermanentFailure(FailureCode.STYLE_NOT_MEASURED, words, answer)
                : new TransientFailure(FailureCode.CATALOG_UNAVAILABLE, words, answer);
    }
}

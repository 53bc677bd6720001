package art.scumble.worker.catalog;

import art.scumble.contract.ArtistId;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.worker.encoder.StageStatistics;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What a worker asks of style-catalog. */
@Path("/v1")
@RegisterRestClient(configKey = "catalog")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${scumble.auth.token}")
interface CatalogApi {
    record AssignmentRequest(
            TenantId tenant, ArtistId artist, Sha256 encoder, List<StageStatistics.Layer> descriptor) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Assignment(
            String style,
            List<StageStatistics.Layer> layers,
            @Nullable List<StageStatistics.Layer> artistPush,
            byte @Nullable [] patternKey) {}

    @POST
    @Path("assignments")
    Assignment assign(AssignmentRequest request);
}

package art.scumble.ingest.gateway;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What ingest asks of storage-gateway. */
@Path("/v1")
@RegisterRestClient(configKey = "gateway")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${scumble.auth.token}")
interface GatewayApi {
    record UploadRequest(TenantId tenant) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AdmissionRequest(
            TenantId tenant,
            @Nullable UUID upload,
            @Nullable String sourceKey) {}

    record DownloadRequest(TenantId tenant, UUID artwork, int attempt, Sha256 sha256, MediaType mediaType) {}

    record Admitted(
            Sha256 sha256,
            long sizeBytes,
            MediaType mediaType,
            @Nullable Long pixels) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Settlement(TenantId tenant, UUID artwork, StorageGateway.@Nullable Kept kept) {}

    record Settled(int removed) {}

    record Ticket(String url, Instant expiresAt) {}

    record ManifestRequest(TenantId tenant, UUID upload) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListingRequest(
            TenantId tenant, String prefix, @Nullable String after) {}

    record DeliveryRequest(
            TenantId tenant, UUID artwork, int attempt, Sha256 sha256, MediaType mediaType, String key) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(@Nullable UUID upload, @Nullable String sourceKey) {}

    record HeadersRequest(TenantId tenant, List<Source> sources) {}

    record Headers(List<SourceHeader> headers) {}

    @POST
    @Path("tickets/manifest")
    Ticket manifest(ManifestRequest request);

    @POST
    @Path("listings")
    SourcePage list(ListingRequest request);

    @POST
    @Path("tickets/upload")
    UploadTicket upload(UploadRequest request);

    @POST
    @Path("admissions")
    Admitted admit(AdmissionRequest request);

    @POST
    @Path("results/settlements")
    Settled settle(Settlement settlement);

    @POST
    @Path("tickets/download")
    Ticket download(DownloadRequest request);
}

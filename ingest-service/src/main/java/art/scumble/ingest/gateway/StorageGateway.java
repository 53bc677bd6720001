package art.scumble.ingest.gateway;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** storage-gateway, with its refusals and absences as failures of ours. */
@ApplicationScoped
public class StorageGateway {
    /** Of the gateway's own answers; what stands between us and it answers in other words. */
    private static final String PROBLEM = "application/problem+json";

    private final GatewayApi api;
    private final PatientGatewayApi patient;

    StorageGateway(@RestClient GatewayApi api, @RestClient PatientGatewayApi patient) {
        this.api = api;
        this.patient = patient;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Problem(
            @Nullable FailureCode code, @Nullable String detail) {}

    /** Leave to upload. */
    public UploadTicket uploadTicket(TenantId tenant) {
        return call(() -> api.upload(new GatewayApi.UploadRequest(tenant)));
    }

    /** A result to bring to the tenant's own bucket. */
    public record Delivery(
            TenantId tenant, UUID artwork, int attempt, Sha256 sha256, MediaType mediaType, String key) {}

    /** Brings a result under a key of the tenant's own; doing it again does no harm. */
    public void deliver(Delivery delivery) {
        call(() -> {
            patient.deliver(new GatewayApi.DeliveryRequest(
                    delivery.tenant(),
                    delivery.artwork(),
                    delivery.attempt(),
                    delivery.sha256(),
                    delivery.mediaType(),
                    delivery.key()));
            return true;
        });
    }

    /**
     * A source to look at.
     *
     * @param upload of an upload ticket; or else
     * @param sourceKey of the tenant's own
     */
    public record Source(Optional<UUID> upload, Optional<String> sourceKey) {}

    /** What sources are by their first bytes, in order; 200 at most. */
    public List<SourceHeader> headers(TenantId tenant, List<Source> sources) {
        List<GatewayApi.Source> asked = sources.stream()
                .map(source -> new GatewayApi.Source(
                        source.upload().orElse(null), source.sourceKey().orElse(null)))
                .toList();
        return call(() -> patient.headers(new GatewayApi.HeadersRequest(tenant, asked)))
                .headers();
    }

    /** Where an uploaded manifest can be read for a while. */
    public URI manifest(TenantId tenant, UUID upload) {
        return URI.create(call(() -> api.manifest(new GatewayApi.ManifestRequest(tenant, upload)))
                .url());
    }

    /** A page of the tenant's own sources whose keys begin so, behind a cursor. */
    public SourcePage list(TenantId tenant, String prefix, @Nullable String after) {
        return call(() -> api.list(new GatewayApi.ListingRequest(tenant, prefix, after)));
    }

    /** Admits the source of an artwork. */
    public AdmittedSource admit(TenantId tenant, UUID artwork, @Nullable UUID upload, @Nullable String sourceKey) {
        GatewayApi.Admitted admitted =
                call(() -> api.admit(new GatewayApi.AdmissionRequest(tenant, upload, sourceKey)));
        return new AdmittedSource(
                new ArtworkRef(tenant, artwork, admitted.sha256(), admitted.sizeBytes(), admitted.mediaType()),
                admitted.pixels());
    }

    /** Where a result can be read for a while. */
    public URI download(TenantId tenant, UUID artwork, int attempt, Sha256 sha256, MediaType type) {
        return URI.create(
                call(() -> api.download(new GatewayApi.DownloadRequest(tenant, artwork, attempt, sha256, type)))
                        .url());
    }

    /** The result that counts. */
    public record Kept(int attempt, Sha256 sha256) {}

    /** Has all results of an artwork removed but the one that counts, if there is one; how many were. */
    public int settle(TenantId tenant, UUID artwork, Optional<Kept> kept) {
        return call(() -> api.settle(new GatewayApi.Settlement(tenant, artwork, kept.orElse(null))))
                .removed();
    }

    private static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (WebApplicationException e) {
            throw failure(e);
        } catch (ProcessingException e) {
            throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "storage-gateway does not answer", e);
        }
    }

    /**
     * A refusal (422), a contradiction (409) or a request that it will never take (400) is for good, and so is an absence
     * (404) that it tells of itself; all else may pass.
     */
    private static RuntimeException failure(WebApplicationException answer) {
        int status = answer.getResponse().getStatus();
        if (status == 422 || status == 409 || status == 400) {
            Problem problem = problem(answer);
            FailureCode code = problem.code() == null ? FailureCode.BAD_REQUEST : problem.code();
            return new PermanentFailure(code, String.valueOf(problem.detail()), answer);
        }
        if (status == 404 && String.valueOf(answer.getResponse().getMediaType()).startsWith(PROBLEM)) {
            return new PermanentFailure(
                    FailureCode.SOURCE_MISSING, String.valueOf(problem(answer).detail()), answer);
        }
        return new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "storage-gateway answered " + status, answer);
    }

    private static Problem problem(WebApplicationException answer) {
        try {
            return answer.getResponse().readEntity(Problem.class);
        } catch (ProcessingException e) {
            throw new TransientFailure(
                    FailureCode.GATEWAY_UNAVAILABLE,
                    "something answered " + answer.getResponse().getStatus() + " in storage-gateway's place",
                    e);
        }
    }
}

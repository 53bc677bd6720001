package art.scumble.ingest.manifest;

import art.scumble.contract.FailureCode;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.ingest.gateway.StorageGateway;
import art.scumble.ingest.job.JobRequest;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Manifests that lie in the object store, or follow from what lies there. */
@ApplicationScoped
class ManifestSources {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StorageGateway gateway;
    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    ManifestSources(StorageGateway gateway, ObjectMapper json) {
        this.gateway = gateway;
        this.json = json;
    }

    /** An uploaded manifest; the caller closes it. */
    InputStream upload(TenantId tenant, JobRequest.Manifest manifest) {
        HttpRequest get = HttpRequest.newBuilder(gateway.manifest(tenant, manifest.upload()))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(get, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return response.body();
            }
            response.body().close();
            throw new TransientFailure(
                    FailureCode.STORE_UNAVAILABLE, "the object store answered " + response.statusCode());
        } catch (IOException e) {
            throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "the object store does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "ingest is stopping", e);
        }
    }

    /** The tenant's own sources whose keys begin so, as a manifest. */
    InputStream prefix(TenantId tenant, JobRequest.Prefix prefix) {
        return new SequenceInputStream(new PrefixLines(gateway, json, tenant, prefix));
    }
}

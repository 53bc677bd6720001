package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.gateway.access.OpenTo;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Admits sources. */
@Path("/v1/admissions")
@Blocking
public class AdmissionResource {
    /** One of {@code upload} and {@code sourceKey}. */
    public record AdmissionRequest(
            @NotNull TenantId tenant,
            @Nullable UUID upload,
            @Nullable String sourceKey) {}

    private static final Logger LOG = Logger.getLogger(AdmissionResource.class);

    private final Admission admission;
    private final MeterRegistry metrics;

    AdmissionResource(Admission admission, MeterRegistry metrics) {
        this.admission = admission;
        this.metrics = metrics;
    }

    /** The admitted source, or a 422 that says why not. */
    @POST
    @OpenTo("ingest")
    public Admitted admit(@Valid @NotNull AdmissionRequest request) {
        try {
            Admitted admitted = admitEither(request);
            count("admitted");
            LOG.infof("admitted tenant=%s upload=%s sha256=%s", request.tenant(), request.upload(), admitted.sha256());
            return admitted;
        } catch (PermanentFailure e) {
            count(e.code().name());
            LOG.infof("refused tenant=%s upload=%s code=%s", request.tenant(), request.upload(), e.code());
            throw e;
        }
    }

    private Admitted admitEither(AdmissionRequest request) {
        if (request.upload() != null && request.sourceKey() == null) {
            return admission.upload(request.tenant(), request.upload());
        }
        if (request.sourceKey() != null && request.upload() == null) {
            return admission.ownSource(request.tenant(), request.sourceKey());
        }
        throw new PermanentFailure(FailureCode.BAD_REQUEST, "name either an upload or a source key");
    }

    private void count(String result) {
        metrics.counter("scumble_gateway_admissions", "result", result).increment();
    }
}

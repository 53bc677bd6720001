package art.scumble.ingest.manifest;

import art.scumble.contract.Lane;
import art.scumble.contract.Sha256;
import art.scumble.http.Problem;
import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import art.scumble.ingest.job.JobRequest;
import art.scumble.ingest.job.JobView;
import art.scumble.ingest.job.Jobs;
import art.scumble.ingest.job.NewArtwork;
import art.scumble.ingest.job.Submission;
import art.scumble.ingest.job.TraceParent;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Takes jobs in. The same request with the same Idempotency-Key is taken in once. */
@Path("/v1/jobs")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.SUBMIT)
@Tag(name = "Jobs")
public class SubmissionResource {
    private static final int LONGEST_KEY = 255;
    private static final Duration QUOTA_PAUSE = Duration.ofMinutes(1);

    private final Jobs jobs;
    private final ManifestIntake intake;
    private final ManifestSources sources;
    private final CurrentTenant tenant;
    private final ObjectMapper json;

    SubmissionResource(
            Jobs jobs, ManifestIntake intake, ManifestSources sources, CurrentTenant tenant, ObjectMapper json) {
        this.jobs = jobs;
        this.intake = intake;
        this.sources = sources;
        this.tenant = tenant;
        this.json = json;
    }

    /** Accepts a list of artworks, or where to find one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = JobView.class, responseCode = "202")
    public RestResponse<JobView> submitJob(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull JobRequest request)
            throws IOException {
        Submission submission = submission(key, request.lane(), request.force(), request.deliverTo());
        if (request.artworks() != null && request.manifest() == null && request.prefix() == null) {
            return submit(submission, request, request.artworks());
        }
        if (request.artworks() == null && request.manifest() != null && request.prefix() == null) {
            try (InputStream lines = sources.upload(submission.tenant(), request.manifest())) {
                return answer(intake.read(submission, lines));
            }
        }
        if (request.artworks() == null && request.manifest() == null && request.prefix() != null) {
            try (InputStream lines = sources.prefix(submission.tenant(), request.prefix())) {
                return answer(intake.read(submission, lines));
            }
        }
        throw ProblemException.of(ProblemType.BAD_REQUEST, "Send one of artworks, manifest and prefix.");
    }

    /**
     * Accepts a manifest: one artwork on each line, as an entry of a list has it. Lines are read as they come, however many
     * they are; a request that breaks off is sent again, and goes on where it was.
     */
    @POST
    @Consumes("application/x-ndjson")
    @APIResponseSchema(value = JobView.class, responseCode = "202")
    public RestResponse<JobView> submitManifest(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("lane") @Nullable String lane,
            @QueryParam("force") @DefaultValue("false") boolean force,
            @QueryParam("deliverTo") @Nullable String deliverTo,
            InputStream lines)
            throws IOException {
        return answer(intake.read(submission(key, lane, force, deliverTo), lines));
    }

    private Submission submission(
            @Nullable String key, @Nullable String lane, boolean force, @Nullable String deliverTo) {
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_KEY_NEEDED,
                    "Send an Idempotency-Key of 1 to " + LONGEST_KEY + " characters, a new one for each job.");
        }
        if (deliverTo != null && !deliverTo.contains("{reference}")) {
            throw ProblemException.of(
                    ProblemType.BAD_REQUEST, "deliverTo has {reference} in it, or one result would replace another.");
        }
        return new Submission(
                tenant.get(), key, lane(lane), force, Optional.ofNullable(deliverTo), TraceParent.current());
    }

    private static Lane lane(@Nullable String name) {
        try {
            return name == null ? Lane.BULK : Lane.of(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "A lane is bulk or interactive."), e);
        }
    }

    private RestResponse<JobView> submit(Submission submission, JobRequest request, List<JobRequest.Entry> entries)
            throws JsonProcessingException {
        List<NewArtwork> artworks = entries.stream().map(NewArtwork::of).toList();
        Set<String> references = new HashSet<>();
        for (NewArtwork entry : artworks) {
            if (!references.add(entry.reference())) {
                throw ProblemException.of(
                        ProblemType.BAD_REQUEST,
                        "Two artworks have the reference " + entry.reference() + "; a job has each once.");
            }
        }
        Jobs.Submitted submitted = jobs.submit(submission, Sha256.of(json.writeValueAsBytes(request)), artworks);
        return switch (submitted.result()) {
            case ACCEPTED -> accepted(submitted.job());
            case DIFFERENT -> throw different();
            case QUOTA_USED_UP -> throw quotaUsedUp("");
        };
    }

    private RestResponse<JobView> answer(ManifestIntake.Answer answer) {
        return switch (answer.result()) {
            case READ -> accepted(answer.job());
            case DIFFERENT -> throw different();
            case QUOTA_USED_UP -> throw quotaUsedUp(" What is in stays in; send the same again later.");
            case BEING_READ ->
                throw ProblemException.after(
                        Manifests.LEASE,
                        ProblemType.REQUEST_IN_PROGRESS,
                        "Another request with this Idempotency-Key is being read.");
            case ENDED_BEFORE ->
                throw ProblemException.of(
                        ProblemType.CANCELLED_BEFORE,
                        "The job " + answer.job() + " was cancelled, or left unfinished for too long.");
        };
    }

    private RestResponse<JobView> accepted(UUID job) {
        return RestResponse.ResponseBuilder.<JobView>create(RestResponse.Status.ACCEPTED)
                .entity(jobs.find(tenant.get(), job).orElseThrow())
                .location(URI.create("/v1/jobs/" + job))
                .build();
    }

    private static ProblemException different() {
        return ProblemException.of(
                ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request.");
    }

    private static ProblemException quotaUsedUp(String advice) {
        return ProblemException.after(
                QUOTA_PAUSE,
                ProblemType.QUOTA_EXCEEDED,
                "With this the tenant would have more unfinished than it may have." + advice);
    }
}

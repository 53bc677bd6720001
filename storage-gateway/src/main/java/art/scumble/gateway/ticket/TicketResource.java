package art.scumble.gateway.ticket;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.gateway.GatewayConfig;
import art.scumble.gateway.ObjectKeys;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.TicketOffice;
import art.scumble.gateway.TicketOffice.Audience;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Hands out tickets: URLs that allow one thing with one object for a while, so that no byte passes through here. */
@Path("/v1/tickets")
@Blocking
public class TicketResource {
    /** Whose upload it will be. */
    public record UploadRequest(@NotNull TenantId tenant) {}

    /** Which upload is a manifest. */
    public record ManifestRequest(
            @NotNull TenantId tenant, @NotNull UUID upload) {}

    /** Which admitted source is to be read. */
    public record SourceRequest(
            @NotNull TenantId tenant, @NotNull Sha256 sha256) {}

    /** Which of an attempt's results is to be written or read, by its content. */
    public record ResultRequest(
            @NotNull TenantId tenant,
            @NotNull UUID artwork,
            @Min(1) int attempt,
            @NotNull Sha256 sha256,
            @NotNull MediaType mediaType) {}

    /** Which result a worker has written, and how large it is. */
    public record Confirmation(
            @NotNull TenantId tenant,
            @NotNull UUID artwork,
            @Min(1) int attempt,
            @NotNull Sha256 sha256,
            @Min(1) long sizeBytes) {}

    /**
     * A ticket.
     *
     * @param url presigned
     * @param expiresAt when the store stops to honour it
     */
    public record Ticket(String url, Instant expiresAt) {}

    /**
     * A ticket to upload.
     *
     * @param upload to be named when the artwork is submitted
     * @param url presigned, for a PUT
     * @param expiresAt when the store stops to honour it
     */
    public record UploadTicket(UUID upload, String url, Instant expiresAt) {}

    private static final String MANIFEST_TYPE = "application/x-ndjson";

    private final TicketOffice office;
    private final ObjectStore store;
    private final GatewayTables tables;
    private final GatewayConfig config;
    private final MeterRegistry metrics;

    TicketResource(
            TicketOffice office, ObjectStore store, GatewayTables tables, GatewayConfig config, MeterRegistry metrics) {
        this.office = office;
        this.store = store;
        this.tables = tables;
        this.config = config;
        this.metrics = metrics;
    }

    /** A ticket to upload a source into staging. */
    @POST
    @Path("upload")
    @OpenTo("ingest")
    public Response upload(@Valid @NotNull UploadRequest request) {
        UUID upload = UUID.randomUUID();
        tables.recordUpload(request.tenant(), upload);
        String url = office.writeTicket(Audience.PLATFORM, ObjectKeys.staging(request.tenant(), upload));
        return created("upload", new UploadTicket(upload, url, expiry()));
    }

    /** A ticket to read what was uploaded, for ingest itself; its content is nobody's business here. */
    @POST
    @Path("manifest")
    @OpenTo("ingest")
    public Response manifest(@Valid @NotNull ManifestRequest request) {
        String key = ObjectKeys.staging(request.tenant(), request.upload());
        boolean theirs = tables.upload(request.tenant(), request.upload()).isPresent();
        if (!theirs || store.size(key).isEmpty()) {
            return Problem.of(404, "Nothing waits under this upload of this tenant.")
                    .response();
        }
        return created("manifest", new Ticket(office.readTicket(Audience.INSIDE, key, MANIFEST_TYPE), expiry()));
    }

    /** A ticket to read an admitted source. */
    @POST
    @Path("source")
    @OpenTo("worker")
    public Response source(@Valid @NotNull SourceRequest request) {
        Optional<MediaType> type = tables.sourceType(request.tenant(), request.sha256());
        if (type.isEmpty()) {
            return Problem.of(404, "No source with this hash was admitted for this tenant.")
                    .response();
        }
        String key = ObjectKeys.admitted(request.tenant(), request.sha256());
        return created(
                "source",
                new Ticket(office.readTicket(Audience.INSIDE, key, type.get().value()), expiry()));
    }

    /** A ticket to write the result of one attempt. */
    @POST
    @Path("result")
    @OpenTo("worker")
    public Response result(@Valid @NotNull ResultRequest request) {
        tables.recordResult(request.tenant(), request.artwork(), request.attempt());
        String key = ObjectKeys.result(request.tenant(), request.artwork(), request.attempt(), request.sha256());
        return created("result", new Ticket(office.writeTicket(Audience.INSIDE, key), expiry()));
    }

    /** Whether the store really holds a result: some say yes to a PUT and keep nothing. */
    @POST
    @Path("result/confirmation")
    @OpenTo("worker")
    public Response confirm(@Valid @NotNull Confirmation request) {
        String key = ObjectKeys.result(request.tenant(), request.artwork(), request.attempt(), request.sha256());
        return store.size(key).equals(Optional.of(request.sizeBytes()))
                ? Response.noContent().build()
                : Problem.of(409, "The object store does not hold this result.").response();
    }

    /** A ticket to read the result of one attempt. */
    @POST
    @Path("download")
    @OpenTo("ingest")
    public Response download(@Valid @NotNull ResultRequest request) {
        if (!tables.hasResult(request.tenant(), request.artwork(), request.attempt())) {
            return Problem.of(404, "No such attempt of this tenant has a result.")
                    .response();
        }
        String key = ObjectKeys.result(request.tenant(), request.artwork(), request.attempt(), request.sha256());
        return created(
                "download",
                new Ticket(
                        office.readTicket(
                                Audience.PLATFORM, key, request.mediaType().value()),
                        expiry()));
    }

    private Response created(String kind, Object ticket) {
        metrics.counter("scumble_gateway_tickets", "kind", kind).increment();
        return Response.status(Response.Status.CREATED).entity(ticket).build();
    }

    private Instant expiry() {
        return Instant.now().plus(config.ticketLifetime());
    }
}

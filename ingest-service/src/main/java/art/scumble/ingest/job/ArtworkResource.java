package art.scumble.ingest.job;

import art.scumble.http.Problem;
import art.scumble.ingest.gateway.StorageGateway;
import art.scumble.ingest.gateway.UploadTicket;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Artworks, from the upload of their source to the download of their result. */
@Path("/v1")
@Blocking
@RolesAllowed(Scopes.READ)
public class ArtworkResource {
    private final Artworks artworks;
    private final StorageGateway gateway;
    private final CurrentTenant tenant;

    ArtworkResource(Artworks artworks, StorageGateway gateway, CurrentTenant tenant) {
        this.artworks = artworks;
        this.gateway = gateway;
        this.tenant = tenant;
    }

    /** Leave to upload one source, straight to the object store. */
    @POST
    @Path("uploads")
    @RolesAllowed(Scopes.SUBMIT)
    public Response upload() {
        UploadTicket ticket = gateway.uploadTicket(tenant.get());
        return Response.status(Response.Status.CREATED).entity(ticket).build();
    }

    /** Where an artwork is, and how it ended. */
    @GET
    @Path("artworks/{id}")
    public Response artwork(UUID id) {
        return artworks.find(tenant.get(), id)
                .map(artwork -> Response.ok(artwork).build())
                .orElseGet(ArtworkResource::absent);
    }

    /** The protected file, by a redirect to the object store. */
    @GET
    @Path("artworks/{id}/result")
    public Response result(UUID id) {
        Optional<ArtworkView> found = artworks.find(tenant.get(), id);
        if (found.isEmpty()) {
            return absent();
        }
        ArtworkView artwork = found.get();
        ArtworkView.Result result = artwork.result();
        if (result == null) {
            return Problem.of(409, "The artwork is " + artwork.state() + ", so there is no protected file.")
                    .response();
        }
        UUID protectedAs = artwork.sameAs() == null ? id : artwork.sameAs();
        return Response.seeOther(gateway.download(
                        tenant.get(), protectedAs, artwork.attempt(), result.sha256(), result.mediaType()))
                .build();
    }

    private static Response absent() {
        return Problem.of(404, "There is no such artwork.").response();
    }
}

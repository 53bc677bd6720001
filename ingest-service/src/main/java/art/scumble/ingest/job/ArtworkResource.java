package art.scumble.ingest.job;

import art.scumble.http.ProblemException;
import art.scumble.http.ProblemType;
import art.scumble.ingest.gateway.StorageGateway;
import art.scumble.ingest.gateway.UploadTicket;
import art.scumble.ingest.tenant.CurrentTenant;
import art.scumble.ingest.tenant.Scopes;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Artworks, from the upload of their source to the download of their result. */
@Path("/v1")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.READ)
@Tag(name = "Artworks")
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
    @ResponseStatus(201)
    @APIResponseSchema(value = UploadTicket.class, responseCode = "201")
    public UploadTicket uploadTicket() {
        return gateway.uploadTicket(tenant.get());
    }

    /** Where an artwork is, and how it ended. */
    @GET
    @Path("artworks/{id}")
    public ArtworkView artwork(UUID id) {
        return known(id);
    }

    /** The protected file, by a redirect to the object store. */
    @GET
    @Path("artworks/{id}/result")
    @APIResponse(responseCode = "303", description = "The file is at the Location.")
    public Response artworkResult(UUID id) {
        ArtworkView artwork = known(id);
        ArtworkView.Result result = artwork.result();
        if (result == null) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The artwork is " + artwork.state() + ", so there is no protected file.");
        }
        UUID protectedAs = artwork.sameAs() == null ? id : artwork.sameAs();
        return Response.seeOther(gateway.download(
                        tenant.get(), protectedAs, artwork.attempt(), result.sha256(), result.mediaType()))
                .build();
    }

    private ArtworkView known(UUID id) {
        return artworks.find(tenant.get(), id)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such artwork."));
    }
}

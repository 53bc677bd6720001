package art.scumble.worker.tickets;

import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What a worker asks of storage-gateway. */
@Path("/v1/tickets")
@RegisterRestClient(configKey = "gateway")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${scumble.auth.token}")
interface TicketApi {
    record SourceRequest(TenantId tenant, Sha256 sha256) {}

    record ResultRequest(TenantId tenant, UUID artwork, int attempt, Sha256 sha256, MediaType mediaType) {}

    record Confirmation(TenantId tenant, UUID artwork, int attempt, Sha256 sha256, long sizeBytes) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Ticket(String url) {}

    @POST
    @Path("source")
    Ticket source(SourceRequest request);

    @POST
    @Path("result")
    Ticket result(ResultRequest request);

    @POST
    @Path("result/confirmation")
    void confirm(Confirmation request);
}

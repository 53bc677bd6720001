package art.scumble.ingest.gateway;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What ingest asks of storage-gateway that may take minutes: it may concern a tenant's own bucket, far away. */
@Path("/v1")
@RegisterRestClient(configKey = "patient-gateway")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${scumble.auth.token}")
interface PatientGatewayApi {
    @POST
    @Path("deliveries")
    void deliver(GatewayApi.DeliveryRequest request);

    @POST
    @Path("headers")
    GatewayApi.Headers headers(GatewayApi.HeadersRequest request);
}

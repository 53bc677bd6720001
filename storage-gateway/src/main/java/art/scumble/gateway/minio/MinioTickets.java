package art.scumble.gateway.minio;

import art.scumble.gateway.GatewayConfig;
import art.scumble.gateway.TicketOffice;
import io.minio.http.Method;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tickets, signed for the name that each audience has for the store. */
@ApplicationScoped
public class MinioTickets implements TicketOffice {
    private final Map<Audience, TicketSigner> signers;

    MinioTickets(
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.minio.access-key") String accessKey,
            @ConfigProperty(name = "quarkus.minio.secret-key") String secretKey) {
        URI outside = config.publicEndpoint();
        URI inside = config.workerEndpoint().orElse(outside);
        this.signers = Map.of(
                Audience.PLATFORM, new TicketSigner(outside, config, accessKey, secretKey),
                Audience.INSIDE, new TicketSigner(inside, config, accessKey, secretKey));
    }

    @Override
    public String writeTicket(Audience audience, String key) {
        return signer(audience).sign(Method.PUT, key, Map.of());
    }

    @Override
    public String readTicket(Audience audience, String key, String contentType) {
        return signer(audience).sign(Method.GET, key, Map.of("response-content-type", contentType));
    }

    private TicketSigner signer(Audience audience) {
        return Objects.requireNonNull(signers.get(audience));
    }
}

package art.scumble.gateway.minio;

import art.scumble.gateway.GatewayConfig;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import io.minio.http.Method;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Signs for a name of the store that this service itself never calls: the region is given, so that signing asks nobody.
 * A path in the endpoint is a reverse proxy's prefix, which the store never sees; so it isn't part of what is signed.
 */
final class TicketSigner {
    private final MinioClient client;
    private final GatewayConfig config;
    private final String origin;
    private final String prefix;

    TicketSigner(URI endpoint, GatewayConfig config, String accessKey, String secretKey) {
        this.config = config;
        this.origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        String path = endpoint.getRawPath();
        this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.client = MinioClient.builder()
                .endpoint(origin)
                .region(config.region())
                .credentials(accessKey, secretKey)
                .build();
    }

    String sign(Method method, String key, Map<String, String> parameters) {
        try {
            String url = client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .bucket(config.bucket())
                    .region(config.region())
                    .object(key)
                    .method(method)
                    .expiry(Math.toIntExact(config.ticketLifetime().toSeconds()), TimeUnit.SECONDS)
                    .extraQueryParams(parameters)
                    .build());
            return origin + prefix + url.substring(origin.length());
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("signing asks nobody, so nothing can fail", e);
        }
    }
}

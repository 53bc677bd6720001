package art.scumble.gateway.minio;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.TransientFailure;
import art.scumble.gateway.GatewayConfig;
import art.scumble.gateway.ObjectStore;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.http.Method;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The store by the MinIO SDK. Tickets are signed by a second client that knows the store by its public name and never
 * calls it; the region is given, so that signing asks nobody.
 */
@ApplicationScoped
public class MinioObjectStore implements ObjectStore {
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject", "NoSuchBucket");

    private interface Call<T> {
        T run() throws Exception;
    }

    private final MinioClient store;
    private final MinioClient signer;
    private final GatewayConfig config;

    MinioObjectStore(
            MinioClient store,
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.minio.access-key") String accessKey,
            @ConfigProperty(name = "quarkus.minio.secret-key") String secretKey) {
        this.store = store;
        this.config = config;
        this.signer = MinioClient.builder()
                .endpoint(config.publicEndpoint().toString())
                .region(config.region())
                .credentials(accessKey, secretKey)
                .build();
    }

    @Override
    public String writeTicket(String key) {
        return call(() -> signer.getPresignedObjectUrl(ticket(key, Method.PUT).build()));
    }

    @Override
    public String readTicket(String key, MediaType type) {
        return call(() -> signer.getPresignedObjectUrl(ticket(key, Method.GET)
                .extraQueryParams(Map.of("response-content-type", type.value()))
                .build()));
    }

    private GetPresignedObjectUrlArgs.Builder ticket(String key, Method method) {
        return GetPresignedObjectUrlArgs.builder()
                .bucket(config.bucket())
                .region(config.region())
                .object(key)
                .method(method)
                .expiry((int) config.ticketLifetime().toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public Optional<Long> size(String key) {
        try {
            return Optional.of(store.statObject(StatObjectArgs.builder()
                            .bucket(config.bucket())
                            .region(config.region())
                            .object(key)
                            .build())
                    .size());
        } catch (ErrorResponseException e) {
            if (ABSENT.contains(e.errorResponse().code())) {
                return Optional.empty();
            }
            throw away(e);
        } catch (Exception e) {
            throw away(e);
        }
    }

    @Override
    public InputStream read(String key) {
        return call(() -> store.getObject(GetObjectArgs.builder()
                .bucket(config.bucket())
                .region(config.region())
                .object(key)
                .build()));
    }

    @Override
    public void write(String key, byte[] bytes, MediaType type) {
        call(() -> store.putObject(
                PutObjectArgs.builder()
                        .bucket(config.bucket())
                        .region(config.region())
                        .object(key)
                        .contentType(type.value())
                        .stream(new ByteArrayInputStream(bytes), bytes.length, -1)
                        .build()));
    }

    @Override
    public void remove(String key) {
        call(() -> {
            store.removeObject(RemoveObjectArgs.builder()
                    .bucket(config.bucket())
                    .region(config.region())
                    .object(key)
                    .build());
            return key;
        });
    }

    @Override
    public void requireBucket() {
        call(() -> {
            BucketExistsArgs exists = BucketExistsArgs.builder()
                    .bucket(config.bucket())
                    .region(config.region())
                    .build();
            if (!store.bucketExists(exists)) {
                store.makeBucket(MakeBucketArgs.builder()
                        .bucket(config.bucket())
                        .region(config.region())
                        .build());
            }
            return exists;
        });
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw away(e);
        }
    }

    private static TransientFailure away(Exception cause) {
        String reason = cause instanceof IOException ? "the object store does not answer" : "the object store refuses";
        return new TransientFailure(FailureCode.STORE_UNAVAILABLE, reason + ": " + cause.getMessage(), cause);
    }
}

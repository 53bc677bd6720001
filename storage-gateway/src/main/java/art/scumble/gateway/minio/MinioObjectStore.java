package art.scumble.gateway.minio;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.StoreRefusal;
import art.scumble.contract.StoreRoom;
import art.scumble.contract.TransientFailure;
import art.scumble.gateway.GatewayConfig;
import art.scumble.gateway.ObjectStore;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.http.Method;
import io.minio.messages.Item;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The store by the MinIO SDK, under the name that only this service needs to know. */
@ApplicationScoped
public class MinioObjectStore implements ObjectStore {
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject");

    private static final long SMALLEST_PART_BYTES = 5L << 20;

    private interface Call<T> {
        T run() throws Exception;
    }

    private final MinioClient store;
    private final Map<Audience, TicketSigner> signers;
    private final GatewayConfig config;
    private final StoreRoom room;

    MinioObjectStore(
            MinioClient store,
            GatewayConfig config,
            StoreRoom room,
            @ConfigProperty(name = "quarkus.minio.access-key") String accessKey,
            @ConfigProperty(name = "quarkus.minio.secret-key") String secretKey) {
        this.store = store;
        this.config = config;
        this.room = room;
        URI outside = config.publicEndpoint();
        URI inside = config.workerEndpoint().orElse(outside);
        this.signers = Map.of(
                Audience.PLATFORM, new TicketSigner(outside, config, accessKey, secretKey),
                Audience.WORKER, new TicketSigner(inside, config, accessKey, secretKey));
        // The SDK's own are five minutes, longer than any caller waits.
        long timeoutMs = config.storeTimeout().toMillis();
        store.setTimeout(timeoutMs, timeoutMs, timeoutMs);
    }

    @Override
    public String writeTicket(Audience audience, String key) {
        return signer(audience).sign(Method.PUT, key, Map.of());
    }

    @Override
    public String readTicket(Audience audience, String key, MediaType type) {
        return signer(audience).sign(Method.GET, key, Map.of("response-content-type", type.value()));
    }

    private TicketSigner signer(Audience audience) {
        return Objects.requireNonNull(signers.get(audience));
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
    public boolean holdsExactly(String key) {
        // Of all keys that begin with this one, this one itself is listed first.
        Iterator<Result<Item>> listed = store.listObjects(ListObjectsArgs.builder()
                        .bucket(config.bucket())
                        .region(config.region())
                        .prefix(key)
                        .recursive(true)
                        .maxKeys(1)
                        .build())
                .iterator();
        return call(() -> listed.hasNext() && listed.next().get().objectName().equals(key));
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
    public void write(String key, Path file, MediaType type) {
        long size = call(() -> Files.size(file));
        try {
            call(() -> store.uploadObject(UploadObjectArgs.builder()
                    .bucket(config.bucket())
                    .region(config.region())
                    .object(key)
                    // One part: the object is there as a whole or not at all.
                    .filename(file.toString(), Math.max(size, SMALLEST_PART_BYTES))
                    .contentType(type.value())
                    .build()));
            room.had(size);
        } catch (TransientFailure e) {
            if (e.code() == FailureCode.STORE_FULL) {
                room.lacked(size);
            }
            throw e;
        }
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
    public List<String> keys(String prefix, int most) {
        Iterator<Result<Item>> listed = store.listObjects(ListObjectsArgs.builder()
                        .bucket(config.bucket())
                        .region(config.region())
                        .prefix(prefix)
                        .recursive(true)
                        .build())
                .iterator();
        return call(() -> {
            List<String> keys = new ArrayList<>();
            while (keys.size() < most && listed.hasNext()) {
                keys.add(listed.next().get().objectName());
            }
            return keys;
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
        FailureCode code = switch (cause) {
            case ErrorResponseException told ->
                StoreRefusal.of(told.response().code(), told.errorResponse().code());
            // The SDK keeps the status of an answer without a body to its message.
            case InvalidResponseException bare
            when String.valueOf(bare.getMessage()).contains("Response code: 507") -> FailureCode.STORE_FULL;
            default -> FailureCode.STORE_UNAVAILABLE;
        };
        if (code == FailureCode.STORE_FULL) {
            return new TransientFailure(code, "the object store is full", cause);
        }
        String reason = cause instanceof IOException ? "the object store does not answer" : "the object store refuses";
        return new TransientFailure(code, reason + ": " + cause.getMessage(), cause);
    }
}

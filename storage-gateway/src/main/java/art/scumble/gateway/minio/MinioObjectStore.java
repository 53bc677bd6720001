package art.scumble.gateway.minio;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
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
import io.minio.messages.Item;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The store by the MinIO SDK, under the name that only this service needs to know. */
@ApplicationScoped
public class MinioObjectStore implements ObjectStore {
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject");

    private static final long SMALLEST_PART_BYTES = 5L << 20;

    private interface Call<T> {
        T run() throws Exception;
    }

    private final MinioClient store;
    private final GatewayConfig config;

    MinioObjectStore(MinioClient store, GatewayConfig config) {
        this.store = store;
        this.config = config;
        // The SDK's own are five minutes, longer than any caller waits.
        long timeoutMs = config.storeTimeout().toMillis();
        store.setTimeout(timeoutMs, timeoutMs, timeoutMs);
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
    public void write(String key, Path file, MediaType type) {
        call(() -> store.uploadObject(UploadObjectArgs.builder()
                .bucket(config.bucket())
                .region(config.region())
                .object(key)
                // One part: the object is there as a whole or not at all.
                .filename(file.toString(), Math.max(Files.size(file), SMALLEST_PART_BYTES))
                .contentType(type.value())
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
    public List<Listed> list(String prefix, String after, int most) {
        ListObjectsArgs.Builder asked = ListObjectsArgs.builder()
                .bucket(config.bucket())
                .region(config.region())
                .prefix(prefix)
                .recursive(true)
                .maxKeys(most);
        if (!after.isEmpty()) {
            asked.startAfter(after);
        }
        Iterator<Result<Item>> listed = store.listObjects(asked.build()).iterator();
        return call(() -> {
            List<Listed> found = new ArrayList<>();
            while (found.size() < most && listed.hasNext()) {
                Item item = listed.next().get();
                found.add(new Listed(item.objectName(), item.size()));
            }
            return found;
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

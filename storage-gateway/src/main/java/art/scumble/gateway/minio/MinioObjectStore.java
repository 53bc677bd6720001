package art.scumble.gateway.minio;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.StoreRefusal;
import art.scumble.contract.StoreRoom;
import art.scumble.contract.TransientFailure;
import art.scumble.gateway.ObjectStore;
import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.Directive;
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
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bucket by the MinIO SDK; its region is given, so that nobody looks it up. */
final class MinioObjectStore implements ObjectStore {
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject");

    private static final long SMALLEST_PART_BYTES = 5L << 20;

    private interface Call<T> {
        T run() throws Exception;
    }

    private final MinioClient store;
    private final String name;
    private final String region;
    private final String bucket;
    private final StoreRoom room;

    /**
     * A bucket.
     *
     * @param name how failures call it
     * @param timeout to connect, and between two packets
     * @param room told of what it has room for
     */
    MinioObjectStore(MinioClient store, String name, String region, String bucket, Duration timeout, StoreRoom room) {
        this.store = store;
        this.name = name;
        this.region = region;
        this.bucket = bucket;
        this.room = room;
        // The SDK's own are five minutes, longer than any caller waits.
        long timeoutMs = timeout.toMillis();
        store.setTimeout(timeoutMs, timeoutMs, timeoutMs);
    }

    @Override
    public Optional<Long> size(String key) {
        try {
            return Optional.of(store.statObject(StatObjectArgs.builder()
                            .bucket(bucket)
                            .region(region)
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
                .bucket(bucket)
                .region(region)
                .object(key)
                .build()));
    }

    @Override
    public byte[] readHead(String key, int most) {
        return call(() -> {
            // A store that knows no ranges sends all of it: closing ends that.
            try (InputStream in = store.getObject(GetObjectArgs.builder()
                    .bucket(bucket)
                    .region(region)
                    .object(key)
                    .offset(0L)
                    .length((long) most)
                    .build())) {
                return in.readNBytes(most);
            }
        });
    }

    @Override
    public void write(String key, Path file, MediaType type) {
        long size = call(() -> Files.size(file));
        try {
            call(() -> store.uploadObject(UploadObjectArgs.builder()
                    .bucket(bucket)
                    .region(region)
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
    public void copy(String from, String to, MediaType type) {
        call(() -> store.copyObject(CopyObjectArgs.builder()
                .bucket(bucket)
                .region(region)
                .object(to)
                .source(CopySource.builder()
                        .bucket(bucket)
                        .region(region)
                        .object(from)
                        .build())
                .metadataDirective(Directive.REPLACE)
                .headers(Map.of("Content-Type", type.value()))
                .build()));
    }

    @Override
    public void remove(String key) {
        call(() -> {
            store.removeObject(RemoveObjectArgs.builder()
                    .bucket(bucket)
                    .region(region)
                    .object(key)
                    .build());
            return key;
        });
    }

    @Override
    public List<Listed> list(String prefix, String after, int most) {
        ListObjectsArgs.Builder asked = ListObjectsArgs.builder()
                .bucket(bucket)
                .region(region)
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
            BucketExistsArgs exists =
                    BucketExistsArgs.builder().bucket(bucket).region(region).build();
            if (!store.bucketExists(exists)) {
                store.makeBucket(
                        MakeBucketArgs.builder().bucket(bucket).region(region).build());
            }
            return exists;
        });
    }

    private <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw away(e);
        }
    }

    private TransientFailure away(Exception cause) {
        FailureCode code = switch (cause) {
            case ErrorResponseException told ->
                StoreRefusal.of(told.response().code(), told.errorResponse().code());
            // The SDK keeps the status of an answer without a body to its message.
            case InvalidResponseException bare
            when String.valueOf(bare.getMessage()).contains("Response code: 507") -> FailureCode.STORE_FULL;
            default -> FailureCode.STORE_UNAVAILABLE;
        };
        if (code == FailureCode.STORE_FULL) {
            return new TransientFailure(code, name + " is full", cause);
        }
        String reason = name + (cause instanceof IOException ? " does not answer" : " refuses");
        return new TransientFailure(code, reason + ": " + cause.getMessage(), cause);
    }
}

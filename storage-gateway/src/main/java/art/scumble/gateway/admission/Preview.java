package art.scumble.gateway.admission;

import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.TenantId;
import art.scumble.contract.TransientFailure;
import art.scumble.gateway.ObjectKeys;
import art.scumble.gateway.ObjectStore;
import art.scumble.gateway.OwnPlace;
import art.scumble.gateway.TenantBuckets;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks at the beginnings of sources and admits none: for an estimate of what a job would take. */
public class Preview {
    /** Enough for the header of nearly every picture, and little beside a whole one. */
    static final int HEAD_BYTES = 1 << 16;

    private final ObjectStore store;
    private final TenantBuckets buckets;
    private final GatewayTables tables;
    private final Limits limits;

    /**
     * What a gateway takes upon itself.
     *
     * @param largest file that would be admitted, in bytes
     * @param slots for looks, of all requests together
     * @param longest time for a request
     */
    public record Limits(long largest, Slots slots, Duration longest) {}

    /** Looks into the installation's store for uploads and into tenants' buckets for their own sources. */
    public Preview(ObjectStore store, TenantBuckets buckets, GatewayTables tables, Limits limits) {
        this.store = store;
        this.buckets = buckets;
        this.tables = tables;
        this.limits = limits;
    }

    /** One of {@code upload} and {@code sourceKey}. */
    public record Source(@Nullable UUID upload, @Nullable String sourceKey) {}

    /** What was seen of a source. */
    public sealed interface Header {}

    /**
     * It would be admitted, as far as its beginning tells.
     *
     * @param pixels width by height as the header claims, or null where its beginning doesn't tell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Recognised(
            long sizeBytes, MediaType mediaType, @Nullable Long pixels) implements Header {}

    /** It would be refused. */
    public record Unfit(FailureCode code, String detail) implements Header {}

    /** Where a beginning is to be read. */
    private record Place(ObjectStore store, String key, long sizeBytes) {}

    /** The headers of all of these, in their order; throws TransientFailure if a store is away or the time is over. */
    public List<Header> headers(TenantId tenant, List<Source> sources) {
        AtomicReference<@Nullable TransientFailure> away = new AtomicReference<>();
        List<Callable<Header>> looks = new ArrayList<>();
        sources.forEach(source -> looks.add(() -> limits.slots().within(() -> look(tenant, source, away))));
        try (ExecutorService lookers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Header> headers = new ArrayList<>();
            for (Future<Header> look : lookers.invokeAll(looks, limits.longest().toMillis(), TimeUnit.MILLISECONDS)) {
                headers.add(look.get());
            }
            return headers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransientFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException e) {
            throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "the store is too slow for so many headers", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "the gateway is stopping", e);
        }
    }

    /** Where one finds that the store is away, those that have not begun don't try. */
    private Header look(TenantId tenant, Source source, AtomicReference<@Nullable TransientFailure> away) {
        TransientFailure before = away.get();
        if (before != null) {
            throw before;
        }
        try {
            return look(tenant, source);
        } catch (PermanentFailure e) {
            return new Unfit(e.code(), String.valueOf(e.getMessage()));
        } catch (TransientFailure e) {
            away.compareAndSet(null, e);
            throw e;
        }
    }

    private Header look(TenantId tenant, Source source) {
        if (source.upload() != null && source.sourceKey() == null) {
            return ofUpload(tenant, source.upload());
        }
        if (source.sourceKey() != null && source.upload() == null) {
            return ofOwn(tenant, source.sourceKey());
        }
        throw new PermanentFailure(FailureCode.BAD_REQUEST, "name either an upload or a source key");
    }

    private Header ofUpload(TenantId tenant, UUID upload) {
        Optional<Admitted> admitted = tables.upload(tenant, upload)
                .orElseThrow(() -> missing("there is no upload " + upload + " of this tenant"))
                .admitted();
        if (admitted.isPresent()) {
            return new Recognised(
                    admitted.get().sizeBytes(),
                    admitted.get().mediaType(),
                    admitted.get().pixels());
        }
        String key = ObjectKeys.staging(tenant, upload);
        long size = store.size(key).orElseThrow(() -> missing("nothing was uploaded with this ticket"));
        return recognised(new Place(store, key, size));
    }

    private Header ofOwn(TenantId tenant, String key) {
        OwnPlace place = buckets.sources(tenant);
        String whole = place.whole(key);
        long size = place.store()
                .exactSize(whole)
                .orElseThrow(() -> missing("there is no object with exactly this source key"));
        return recognised(new Place(place.store(), whole, size));
    }

    private Header recognised(Place place) {
        if (place.sizeBytes() > limits.largest()) {
            throw Spool.tooLarge(limits.largest());
        }
        try {
            byte[] head = place.sizeBytes() == 0 ? new byte[0] : place.store().readHead(place.key(), HEAD_BYTES);
            MediaType type = ImageSignature.of(() -> new ByteArrayInputStream(head));
            OptionalLong pixels = ImageSize.pixels(() -> new ByteArrayInputStream(head), type);
            return new Recognised(place.sizeBytes(), type, pixels.isPresent() ? pixels.getAsLong() : null);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static PermanentFailure missing(String detail) {
        return new PermanentFailure(FailureCode.SOURCE_MISSING, detail);
    }
}

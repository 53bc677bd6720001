package art.scumble.worker.tickets;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.StoreRefusal;
import art.scumble.contract.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Bytes straight from and to the object store, by tickets. Redirects are not followed. */
@ApplicationScoped
public class TicketedBytes implements ArtworkBytes {
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_REASON = 1 << 13;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TicketApi api;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    TicketedBytes(@RestClient TicketApi api) {
        this.api = api;
    }

    @Override
    public byte[] source(ArtworkRef artwork) {
        TicketApi.SourceRequest request = new TicketApi.SourceRequest(artwork.tenant(), artwork.sha256());
        URI url = sourceTicket(request);
        byte[] file = send(HttpRequest.newBuilder(url).build(), body -> read(body, artwork.sizeBytes()));
        if (!Sha256.of(file).equals(artwork.sha256())) {
            throw new PermanentFailure(FailureCode.SOURCE_CHANGED, "the stored bytes are not those that were admitted");
        }
        return file;
    }

    @Override
    public void storeResult(ArtworkRef artwork, int attempt, MediaType type, byte[] file) {
        TicketApi.ResultRequest request =
                new TicketApi.ResultRequest(artwork.tenant(), artwork.id(), attempt, Sha256.of(file), type);
        HttpRequest put = HttpRequest.newBuilder(ticket(() -> api.result(request)))
                .header("Content-Type", type.value())
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .build();
        send(put, body -> file);
        // The store's yes is not enough: once the outcome is told, nobody would make the result again.
        TicketApi.Confirmation confirmation =
                new TicketApi.Confirmation(artwork.tenant(), artwork.id(), attempt, request.sha256(), file.length);
        ask(() -> {
            api.confirm(confirmation);
            return confirmation;
        });
    }

    private interface Answer {
        byte[] take(InputStream body) throws IOException;
    }

    private byte[] send(HttpRequest request, Answer answer) {
        HttpRequest bounded = HttpRequest.newBuilder(request, (name, value) -> true)
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(bounded, HttpResponse.BodyHandlers.ofInputStream());
            // The request's own limit ends with the headers: whoever sends a body must not take for ever either.
            CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> close(response.body()));
            try (InputStream body = response.body()) {
                if (response.statusCode() == 200) {
                    return answer.take(body);
                }
                throw refused(response.statusCode(), body);
            }
        } catch (IOException e) {
            throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "the object store does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.STORE_UNAVAILABLE, "interrupted", e);
        }
    }

    /** A ticket that ran out is mended by the next try, which asks for a new one. */
    private static TransientFailure refused(int status, InputStream body) throws IOException {
        FailureCode code = StoreRefusal.of(status, new String(body.readNBytes(LONGEST_REASON), StandardCharsets.UTF_8));
        String full = code == FailureCode.STORE_FULL ? ": it is full" : "";
        return new TransientFailure(code, "the object store answered " + status + full);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // Whoever reads from it is told.
        }
    }

    private static byte[] read(InputStream body, long size) throws IOException {
        return body.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, size + 1));
    }

    private URI sourceTicket(TicketApi.SourceRequest request) {
        return ticket(() -> {
            try {
                return api.source(request);
            } catch (WebApplicationException e) {
                if (e.getResponse().getStatus() == NOT_FOUND) {
                    throw new PermanentFailure(FailureCode.SOURCE_MISSING, "storage-gateway has no such source", e);
                }
                throw e;
            }
        });
    }

    private static URI ticket(Supplier<TicketApi.Ticket> call) {
        return URI.create(ask(call).url());
    }

    private static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == 409) {
                throw new TransientFailure(
                        FailureCode.STORE_UNAVAILABLE, "the object store does not hold what it was given", e);
            }
            throw new TransientFailure(
                    FailureCode.GATEWAY_UNAVAILABLE,
                    "storage-gateway answered " + e.getResponse().getStatus(),
                    e);
        } catch (ProcessingException e) {
            if (e.getCause() instanceof InterruptedException) {
                // The client keeps the interruption to itself.
                Thread.currentThread().interrupt();
            }
            throw new TransientFailure(FailureCode.GATEWAY_UNAVAILABLE, "storage-gateway does not answer", e);
        }
    }
}

package art.scumble.ingest.webhook;

import art.scumble.contract.PermanentFailure;
import art.scumble.http.outbound.OutboundClient;
import art.scumble.http.outbound.OutboundGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Sends one message once. Every attempt goes through here, the first and the last, tests and replays. */
@ApplicationScoped
class Courier {
    private static final int SUCCESS_CLASS = 2;
    private static final int STATUSES_OF_A_CLASS = 100;

    private final OutboundGuard guard;
    private final OutboundClient client;
    private final InstantSource clock;

    Courier(OutboundGuard guard, OutboundClient client, InstantSource clock) {
        this.guard = guard;
        this.client = client;
        this.clock = clock;
    }

    Attempt send(Claimed message) throws InterruptedException {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        try {
            OutboundClient.Answer answer = client.post(
                    guard.check(message.url()),
                    SignedHeaders.of(message.id(), at, message.body(), message.secrets()),
                    message.body().getBytes(StandardCharsets.UTF_8));
            return new Attempt(
                    at,
                    Duration.ofNanos(System.nanoTime() - begun),
                    answer.status() / STATUSES_OF_A_CLASS == SUCCESS_CLASS
                            ? Attempt.Result.DELIVERED
                            : Attempt.Result.REJECTED,
                    Optional.of(answer.status()),
                    answer.retryAfter().flatMap(text -> RetryAfter.parse(text, at)));
        } catch (PermanentFailure e) {
            return unanswered(at, begun, Attempt.Result.FORBIDDEN);
        } catch (SSLException e) {
            return unanswered(at, begun, Attempt.Result.UNTRUSTED);
        } catch (IOException e) {
            return unanswered(at, begun, Attempt.Result.UNREACHABLE);
        } catch (TimeoutException e) {
            return unanswered(at, begun, Attempt.Result.TIMEOUT);
        }
    }

    private static Attempt unanswered(Instant at, long begun, Attempt.Result result) {
        return new Attempt(at, Duration.ofNanos(System.nanoTime() - begun), result, Optional.empty(), Optional.empty());
    }
}

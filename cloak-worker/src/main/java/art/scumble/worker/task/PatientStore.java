package art.scumble.worker.task;

import art.scumble.contract.ArtworkRef;
import art.scumble.contract.FailureCode;
import art.scumble.contract.MediaType;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.tickets.ArtworkBytes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Waits for a store that is away with the result in hand: trying the whole task again would search once more. */
public final class PatientStore implements ArtworkBytes {
    private static final Logger LOG = Logger.getLogger(PatientStore.class);

    private final ArtworkBytes bytes;
    private final Duration patience;
    private final Clock clock;

    public PatientStore(ArtworkBytes bytes, Duration patience, Clock clock) {
        this.bytes = bytes;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public byte[] source(ArtworkRef artwork) {
        return bytes.source(artwork);
    }

    @Override
    public void storeResult(ArtworkRef artwork, int attempt, MediaType type, byte[] file) {
        Instant deadline = clock.instant().plus(patience);
        Backoff backoff = new Backoff();
        while (true) {
            try {
                bytes.storeResult(artwork, attempt, type, file);
                return;
            } catch (TransientFailure e) {
                if (Thread.currentThread().isInterrupted() || clock.instant().isAfter(deadline)) {
                    throw e;
                }
                Duration pause = backoff.next();
                LOG.warnf("the result waits %d ms: %s", pause.toMillis(), e.getMessage());
                sleep(pause);
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "interrupted", e);
        }
    }
}

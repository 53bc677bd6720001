package art.scumble.ingest.manifest;

import art.scumble.contract.Sha256;
import art.scumble.ingest.job.Submission;
import art.scumble.ingest.tenant.Quotas;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Reads a manifest as it comes, batch by batch. What is in is worked on at once; a reading that breaks off is taken up by
 * the same request, which passes over the lines that are in.
 */
@ApplicationScoped
public class ManifestIntake {
    private static final Logger LOG = Logger.getLogger(ManifestIntake.class);
    private static final int BATCH = 1000;

    private final Manifests manifests;
    private final Quotas quotas;
    private final ManifestEntry.Reader reader;

    ManifestIntake(Manifests manifests, Quotas quotas, ObjectMapper json) {
        this.manifests = manifests;
        this.quotas = quotas;
        this.reader = new ManifestEntry.Reader(json);
    }

    /** How a request to read a manifest ended. */
    public enum Result {
        /** All of it is in, now or since earlier. */
        READ,
        /** Another request is reading it. */
        BEING_READ,
        /** The key's earlier request had another body, or other parameters. */
        DIFFERENT,
        /** The job was cancelled, or was left unfinished for too long. */
        ENDED_BEFORE,
        /** As much is in as the tenant may have unfinished. */
        QUOTA_USED_UP
    }

    /** An answer. */
    public record Answer(UUID job, Result result) {}

    /**
     * Reads a manifest of NDJSON lines.
     *
     * @throws IOException if it breaks off
     */
    public Answer read(Submission submission, InputStream manifest) throws IOException {
        byte[] preamble = String.format(
                        Locale.ROOT,
                        "%s %s %s\n",
                        submission.lane(),
                        submission.force(),
                        submission.deliverTo().orElse(""))
                .getBytes(StandardCharsets.UTF_8);
        ManifestLines lines = new ManifestLines(manifest, preamble);
        Manifests.Opened opened = manifests.open(submission);
        return switch (opened.standing()) {
            case BEING_READ -> new Answer(opened.job(), Result.BEING_READ);
            case ENDED_BEFORE -> new Answer(opened.job(), Result.ENDED_BEFORE);
            case CLOSED -> {
                passOver(lines, Integer.MAX_VALUE);
                yield new Answer(opened.job(), isSame(opened, lines) ? Result.READ : Result.DIFFERENT);
            }
            case OURS -> readOn(submission, opened, lines);
        };
    }

    private Answer readOn(Submission submission, Manifests.Opened opened, ManifestLines lines) throws IOException {
        try {
            passOver(lines, opened.lines());
            return isSame(opened, lines)
                    ? readNew(submission, opened, lines)
                    : new Answer(opened.job(), Result.DIFFERENT);
        } finally {
            manifests.leave(opened);
        }
    }

    private Answer readNew(Submission submission, Manifests.Opened opened, ManifestLines lines) throws IOException {
        int most = room(submission);
        for (List<ManifestEntry> batch = next(lines, most); !batch.isEmpty(); batch = next(lines, most)) {
            if (most == 0) {
                return new Answer(opened.job(), Result.QUOTA_USED_UP);
            }
            if (!manifests.append(submission, opened, batch, lines.count(), lines.hash())) {
                return new Answer(opened.job(), Result.BEING_READ);
            }
            most = room(submission);
        }
        if (!manifests.close(opened, lines.hash())) {
            return new Answer(opened.job(), Result.BEING_READ);
        }
        LOG.infof("job %s accepted, %d lines", opened.job(), lines.count());
        return new Answer(opened.job(), Result.READ);
    }

    /** How many lines may be kept in one go: asked each time, since others submit as well. */
    private int room(Submission submission) {
        return (int) Math.min(BATCH, quotas.room(submission.tenant()));
    }

    /** So many lines at most; one, though it can't be kept, to know whether there are more. */
    private List<ManifestEntry> next(ManifestLines lines, int most) throws IOException {
        List<ManifestEntry> batch = new ArrayList<>();
        while (batch.size() < Math.max(1, most)) {
            Optional<ManifestLines.Line> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            batch.add(reader.read(line.get()));
        }
        return batch;
    }

    private static void passOver(ManifestLines lines, int count) throws IOException {
        while (lines.count() < count && lines.next().isPresent()) {
            // Only their hash matters.
        }
    }

    private static boolean isSame(Manifests.Opened opened, ManifestLines lines) {
        Sha256 hash = lines.hash();
        return opened.hash().isEmpty() || opened.hash().get().equals(hash);
    }
}

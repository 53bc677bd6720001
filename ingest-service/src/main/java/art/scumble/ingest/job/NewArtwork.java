package art.scumble.ingest.job;

import art.scumble.contract.ArtistId;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.PermanentFailure;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a job, judged.
 *
 * @param reference the platform's name for it
 * @param artist as submitted
 * @param upload where its source was uploaded
 * @param sourceKey where its source lies otherwise
 * @param intensity of the cloak
 * @param refusal why it can't be taken, if it can't
 */
public record NewArtwork(
        String reference,
        String artist,
        Optional<UUID> upload,
        Optional<String> sourceKey,
        Intensity intensity,
        Optional<PermanentFailure> refusal) {
    private static final int LONGEST_TEXT = 1024;

    /** Judges an entry. */
    public static NewArtwork of(JobRequest.Entry entry) {
        String reference = shortened(entry.reference());
        String artist = shortened(entry.artist());
        try {
            requireArtist(artist);
            if ((entry.upload() == null) == (entry.sourceKey() == null)) {
                throw bad("name either an upload or a source key");
            }
            return new NewArtwork(
                    reference,
                    artist,
                    Optional.ofNullable(entry.upload()).map(NewArtwork::upload),
                    Optional.ofNullable(entry.sourceKey()).map(NewArtwork::key),
                    intensity(entry.intensity()),
                    Optional.empty());
        } catch (PermanentFailure e) {
            return new NewArtwork(
                    reference, artist, Optional.empty(), Optional.empty(), Intensity.MEDIUM, Optional.of(e));
        }
    }

    private static String shortened(@Nullable String text) {
        // PostgreSQL's texts hold no zero.
        String plain = text == null ? "" : text.replace("\0", "");
        return plain.substring(0, Math.min(LONGEST_TEXT, plain.length()));
    }

    private static void requireArtist(String artist) {
        try {
            new ArtistId(artist);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(FailureCode.BAD_ARTIST_ID, ArtistId.RULE, e);
        }
    }

    private static UUID upload(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(FailureCode.BAD_REQUEST, "an upload is a UUID, as its ticket says", e);
        }
    }

    private static String key(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw bad("a source key has 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static Intensity intensity(@Nullable String text) {
        try {
            return text == null ? Intensity.MEDIUM : Intensity.of(text);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(FailureCode.BAD_REQUEST, "an intensity is low, medium or high", e);
        }
    }

    private static PermanentFailure bad(String reason) {
        return new PermanentFailure(FailureCode.BAD_REQUEST, reason);
    }
}

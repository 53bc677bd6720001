package art.scumble.ingest.manifest;

import art.scumble.ingest.job.JobRequest;
import art.scumble.ingest.job.NewArtwork;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a manifest's line says. */
sealed interface ManifestEntry {
    /** An artwork, be it one that can't be taken. */
    record Artwork(int line, NewArtwork artwork) implements ManifestEntry {}

    /**
     * A line that names no artwork.
     *
     * @param reason a sentence
     */
    record Rejected(int line, Optional<String> reference, String reason) implements ManifestEntry {}

    /** An empty line. */
    record Blank() implements ManifestEntry {}

    /** Reads lines. */
    final class Reader {
        private static final int LONGEST_REFERENCE = 1024;
        private static final String FORM =
                "a line is one JSON object with the members reference, artist, upload or sourceKey, and intensity";

        private final ObjectReader json;

        Reader(ObjectMapper json) {
            this.json = json.readerFor(JobRequest.Entry.class)
                    .with(
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        }

        ManifestEntry read(ManifestLines.Line line) {
            if (!line.whole()) {
                return rejected(line, "The line is longer than " + ManifestLines.LONGEST + " bytes.");
            }
            Optional<String> text = text(line.bytes());
            if (text.isEmpty()) {
                return rejected(line, "The line is not UTF-8.");
            }
            return text.get().isBlank() ? new Blank() : read(line, text.get());
        }

        private ManifestEntry read(ManifestLines.Line line, String text) {
            try {
                JobRequest.Entry entry = json.readValue(text);
                if (entry == null
                        || entry.reference() == null
                        || entry.reference().isBlank()) {
                    return rejected(line, "The line has no reference.");
                }
                return entry.reference().length() > LONGEST_REFERENCE
                        ? rejected(line, "The reference is longer than " + LONGEST_REFERENCE + " characters.")
                        : new Artwork(line.number(), NewArtwork.of(entry));
            } catch (JsonProcessingException e) {
                return rejected(line, "The line can't be read: " + FORM + ".");
            }
        }

        private static Rejected rejected(ManifestLines.Line line, String reason) {
            return new Rejected(line.number(), Optional.empty(), reason);
        }

        private static Optional<String> text(byte[] bytes) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                // A byte order mark, as editors put it at a file's beginning.
                return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }
    }
}

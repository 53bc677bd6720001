package art.scumble.ingest.webhook;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How an endpoint is told of the ends of bulk jobs. */
enum DigestSetting {
    /** Those of an artist together. */
    ARTIST,
    /** One by one. */
    EACH;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DigestSetting> of(String value) {
        return Stream.of(values())
                .filter(setting -> setting.value().equals(value))
                .findFirst();
    }
}

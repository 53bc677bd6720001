package art.scumble.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("history.ndjson");
        Instant now = Instant.parse("2026-01-01T00:00:00.123456789Z");
        List<Entry> entries = List.of(
                new Entry.Submitted(now, "north", UUID.randomUUID(), "a", "protected"),
                new Entry.Seen(now, UUID.randomUUID(), UUID.randomUUID(), "a", "running", "", 2, ""),
                new Entry.Told(now, "finished", UUID.randomUUID(), 1, "cloak-worker-1", "protected"),
                new Entry.Began(now, 1, "Kill", "KAFKA", "Kill[target=KAFKA]"),
                new Entry.Ended(now, 1),
                new Entry.Cancelled(now, UUID.randomUUID()),
                new Entry.Downloaded(now, UUID.randomUUID(), "hash", ""));
        // When
        try (History history = new History(file)) {
            entries.forEach(history::add);
        }
        // Then
        assertThat(History.read(file)).isEqualTo(entries);
    }
}

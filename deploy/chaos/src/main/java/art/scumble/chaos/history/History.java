package art.scumble.chaos.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happens, line by line, in a file that only grows. */
public final class History implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final Path file;
    private final BufferedWriter out;
    private final List<Entry> entries = new ArrayList<>();

    /** Begins a file. */
    public History(Path file) throws IOException {
        this.file = file;
        this.out = Files.newBufferedWriter(file);
    }

    /** The entries of a file that an earlier run left. */
    public static List<Entry> read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            entries.add(JSON.readValue(line, Entry.class));
        }
        return entries;
    }

    /** Adds an entry. */
    public synchronized void add(Entry entry) {
        try {
            out.write(JSON.writerFor(Entry.class).writeValueAsString(entry));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.add(entry);
    }

    /** Adds a remark. */
    public void note(String words) {
        add(new Entry.Note(Instant.now(), words));
    }

    /** All so far. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}

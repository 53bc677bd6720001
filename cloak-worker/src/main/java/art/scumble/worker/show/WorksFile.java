package art.scumble.worker.show;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code report.json} says: of all works the counts and medians, and some of them whole, so that a report of any
 * length can be read.
 */
final class WorksFile {
    static final String NAME = "report.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double CLEAR = 1.5;

    private final int from;
    private final int most;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<Figure, Numbers> numbers = new EnumMap<>(Figure.class);
    private final List<Work> works = new ArrayList<>();
    private Optional<String> gallery = Optional.empty();
    private int total;
    private int clear;
    private int simulated;
    private boolean hasWorks;

    /** Numbers that grow: boxed, those of a large gallery would take four times the memory. */
    private static final class Numbers {
        private double[] values = new double[64];
        private int count;

        void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        double median() {
            double[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return count == 0 ? Double.NaN : (sorted[count / 2] + sorted[(count - 1) / 2]) / 2;
        }
    }

    private WorksFile(int from, int most) {
        this.from = from;
        this.most = most;
    }

    /**
     * Reads the report of a folder.
     *
     * @param from the first work to keep, counted from 1
     * @param most how many to keep
     * @throws IOException with one sentence if there is none, or if it is not Scumble's
     */
    static WorksFile read(Path folder, int from, int most) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no " + NAME + " in " + folder
                    + ": name a folder that ./scumble protect put results into.");
        }
        WorksFile report = new WorksFile(from, most);
        try (JsonParser in = JSON.createParser(file.toFile())) {
            report.read(in);
        } catch (JacksonException e) {
            throw new IOException(file + " is no report of Scumble's.", e);
        }
        if (!report.hasWorks) {
            throw new IOException(file + " is no report of Scumble's.");
        }
        return report;
    }

    private void read(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("artworks") && value == JsonToken.START_ARRAY) {
                hasWorks = true;
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    take(in.readValueAsTree());
                }
            } else if (name.equals("gallery") && value == JsonToken.VALUE_STRING) {
                gallery = Optional.of(in.getText());
            } else {
                in.skipChildren();
            }
        }
    }

    private void take(JsonNode json) {
        total++;
        Work work = new Work(total, json);
        counts.merge(work.state(), 1, Integer::sum);
        if (work.isSimulated()) {
            simulated++;
        } else if (work.isProtected()) {
            for (Figure figure : Figure.values()) {
                double value = figure.of(work.report());
                if (Double.isFinite(value)) {
                    numbers.computeIfAbsent(figure, known -> new Numbers()).add(value);
                }
            }
            clear += Figure.TIMES.of(work.report()) >= CLEAR ? 1 : 0;
        }
        if (total >= from && works.size() < most) {
            works.add(work);
        }
    }

    /** The folder of the originals; empty in reports of old. */
    Optional<String> gallery() {
        return gallery;
    }

    int total() {
        return total;
    }

    /** How many are in a state. */
    int count(String state) {
        return counts.getOrDefault(state, 0);
    }

    /** How many moved at least one and a half times as far as their shifted control. */
    int clear() {
        return clear;
    }

    /** How many went through everything but the search. */
    int simulated() {
        return simulated;
    }

    /** Over all works that were cloaked; not a number if there are none. */
    double median(Figure figure) {
        Numbers known = numbers.get(figure);
        return known == null ? Double.NaN : known.median();
    }

    /** Those that were to be kept, in the report's order. */
    List<Work> works() {
        return works;
    }
}

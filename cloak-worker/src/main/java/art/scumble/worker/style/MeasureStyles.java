package art.scumble.worker.style;

import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Effort;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the statistics of public-domain styles with an encoder, and what searches on it add to them, and keeps both as
 * the catalog's data: a file for each style, to which each encoder adds its own part.
 */
public final class MeasureStyles {
    private static final int LONGEST_SIDE = 448;
    private static final int STEPS = 16;
    private static final MathContext DIGITS = new MathContext(5);

    private final ObjectMapper json = new ObjectMapper();
    private final Cloaker measure;
    private final Path pictures;

    private MeasureStyles(Encoder encoder, Path pictures) {
        this.measure = new Cloaker(encoder, new Effort(LONGEST_SIDE, STEPS));
        this.pictures = pictures;
    }

    /**
     * Arguments: model directory, directory of pictures, list of styles (tab-separated: id, title, artist, pictures
     * separated by commas), directory of the style files, and the encoder's name.
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 5) {
            throw new IOException("MODELS, PICTURES, LIST, STYLES and NAME are needed.");
        }
        Path out = Files.createDirectories(Path.of(args[3]));
        int threads = Runtime.getRuntime().availableProcessors();
        try (Encoder encoder = Encoders.open(new ModelShelf(Path.of(args[0])), args[4], threads)) {
            if (encoder.members().size() != 1) {
                throw new IOException("Styles are measured with one encoder at a time, not with " + args[4] + ".");
            }
            MeasureStyles measure = new MeasureStyles(encoder, Path.of(args[1]));
            List<String[]> styles = Files.readAllLines(Path.of(args[2])).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .toList();
            for (int i = 0; i < styles.size(); i++) {
                measure.add(styles.get(i), styles.get((i + 1) % styles.size()), out, System.out);
            }
        }
    }

    /** Adds one; the way to another style is the unit of the searches for its push. */
    private void add(String[] style, String[] other, Path out, PrintStream said) throws IOException {
        Path file = out.resolve(style[0] + ".json");
        ObjectNode node = Files.exists(file) ? (ObjectNode) json.readTree(file.toFile()) : json.createObjectNode();
        node.put("id", style[0]).put("title", style[1]).put("artist", style[2]);
        ArrayNode sources = node.putArray("pictures");
        StageStatistics unit = measure.style(picture(other[3].split(",", -1)[0]));
        List<StageStatistics> measured = new ArrayList<>();
        List<StageStatistics> pushes = new ArrayList<>();
        for (String name : style[3].split(",", -1)) {
            sources.add(name);
            Picture picture = picture(name);
            StageStatistics seen = measure.style(picture);
            measured.add(seen);
            pushes.add(measure.push(picture, seen, unit, measured.size()));
        }
        ObjectNode encoders = node.withObjectProperty("encoders");
        Encoder.Identity encoder = measure.encoders().getFirst().identity();
        ObjectNode own = encoders.putObject(encoder.sha256().hex());
        own.put("encoder", encoder.name());
        write(own.putArray("layers"), StageStatistics.mean(measured));
        write(own.putArray("push"), StageStatistics.mean(pushes));
        // It holds what other encoders measured, too: a kill must not leave half of it.
        Path part = out.resolve(style[0] + ".json.part");
        Files.writeString(part, json.writeValueAsString(node) + "\n");
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        said.println(style[0] + ": " + measured.size() + " pictures");
    }

    private Picture picture(String name) throws IOException {
        return PlainPictures.read(pictures.resolve(name));
    }

    private static void write(ArrayNode layers, StageStatistics statistics) {
        for (StageStatistics.Layer layer : statistics.layers()) {
            ObjectNode node = layers.addObject().put("name", layer.name());
            write(node.putArray("mean"), layer.mean());
            write(node.putArray("deviation"), layer.deviation());
        }
    }

    private static void write(ArrayNode node, float[] values) {
        for (float value : values) {
            node.add(new BigDecimal(value).round(DIGITS));
        }
    }
}

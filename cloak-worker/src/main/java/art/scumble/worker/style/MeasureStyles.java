package art.scumble.worker.style;

import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Effort;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the statistics of public-domain styles with an encoder and keeps them as the catalog's data: a file for each
 * style, to which each encoder adds its own part.
 */
public final class MeasureStyles {
    private static final int LONGEST_SIDE = 448;
    private static final MathContext DIGITS = new MathContext(5);

    private final ObjectMapper json = new ObjectMapper();
    private final Cloaker measure;
    private final Path pictures;

    private MeasureStyles(Encoder encoder, Path pictures) {
        this.measure = new Cloaker(encoder, new Effort(LONGEST_SIDE, 0));
        this.pictures = pictures;
    }

    /**
     * Arguments: model directory, directory of pictures, list of styles (tab-separated: id, title, artist, pictures
     * separated by commas), directory of the style files, and the encoder if it is not the directory's first.
     */
    public static void main(String[] args) throws IOException {
        Path out = Files.createDirectories(Path.of(args[3]));
        try (Encoder encoder = Encoders.open(
                new ModelShelf(Path.of(args[0])),
                args.length > 4 ? args[4] : "",
                Runtime.getRuntime().availableProcessors())) {
            MeasureStyles measure = new MeasureStyles(encoder, Path.of(args[1]));
            for (String line : Files.readAllLines(Path.of(args[2]))) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    measure.add(line.split("\t", -1), out, System.out);
                }
            }
        }
    }

    private void add(String[] style, Path out, PrintStream said) throws IOException {
        Path file = out.resolve(style[0] + ".json");
        ObjectNode node = Files.exists(file) ? (ObjectNode) json.readTree(file.toFile()) : json.createObjectNode();
        node.put("id", style[0]).put("title", style[1]).put("artist", style[2]);
        ArrayNode sources = node.putArray("pictures");
        List<StageStatistics> measured = new ArrayList<>();
        for (String picture : style[3].split(",", -1)) {
            sources.add(picture);
            measured.add(measure.style(PlainPictures.read(pictures.resolve(picture))));
        }
        ObjectNode encoders = node.withObjectProperty("encoders");
        Encoder.Identity encoder = measure.encoders().getFirst().identity();
        ObjectNode own = encoders.putObject(encoder.sha256().hex());
        own.put("encoder", encoder.name());
        ArrayNode layers = own.putArray("layers");
        for (int l = 0; l < measured.getFirst().layers().size(); l++) {
            write(layers.addObject(), measured, l);
        }
        Files.writeString(file, json.writeValueAsString(node) + "\n");
        said.println(style[0] + ": " + measured.size() + " pictures");
    }

    /** The mean of the pictures' statistics. */
    private static void write(ObjectNode node, List<StageStatistics> measured, int layer) {
        node.put("name", measured.getFirst().layers().get(layer).name());
        ArrayNode means = node.putArray("mean");
        ArrayNode deviations = node.putArray("deviation");
        for (int c = 0; c < measured.getFirst().layers().get(layer).mean().length; c++) {
            double mean = 0;
            double deviation = 0;
            for (StageStatistics one : measured) {
                mean += one.layers().get(layer).mean()[c] / measured.size();
                deviation += one.layers().get(layer).deviation()[c] / measured.size();
            }
            means.add(new BigDecimal(mean).round(DIGITS));
            deviations.add(new BigDecimal(deviation).round(DIGITS));
        }
    }
}

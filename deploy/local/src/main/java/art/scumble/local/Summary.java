package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What came of a set of artworks, as table and figures.
 *
 * @param artworks as ingest-service shows them
 */
record Summary(List<JsonNode> artworks) {
    private static final int LONGEST_NAME = 60;
    private static final double CLEAR = 1.5;

    static Summary of(List<JsonNode> artworks) {
        return new Summary(List.copyOf(artworks));
    }

    /** How many ended so. */
    long count(String state) {
        return artworks.stream()
                .filter(artwork -> artwork.path("state").asText().equals(state))
                .count();
    }

    /** How many moved at least one and a half times as far as their shifted control did. */
    long clear() {
        return artworks.stream()
                .map(artwork -> artwork.path("report"))
                .filter(report -> report.path("displacement").isNumber() && overControl(report) >= CLEAR)
                .count();
    }

    /** The median of a figure of the reports; not a number if there is none. */
    double median(String figure) {
        double[] sorted = artworks.stream()
                .map(artwork -> artwork.path("report").path(figure))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("artworks", artworks.size());
        for (String state : List.of("protected", "refused", "abandoned")) {
            json.put(state, count(state));
        }
        json.put("atLeastOneAndAHalfTimesTheControl", clear());
        for (String figure : List.of("displacement", "shiftedDisplacement", "ssim", "meanDeltaE", "seconds")) {
            double median = median(figure);
            if (Double.isFinite(median)) {
                json.withObjectProperty("medians").put(figure, median);
            }
        }
        return json;
    }

    void print(PrintStream out) {
        int width = artworks.stream()
                .mapToInt(artwork -> artwork.path("reference").asText().length())
                .max()
                .orElse(0);
        String name = "%-" + Math.clamp(width, "image".length(), LONGEST_NAME) + "s ";
        out.printf(
                name + "%-10s %7s %8s %6s %7s %8s%n",
                "image",
                "outcome",
                "effect",
                "×control",
                "SSIM",
                "ΔE2000",
                "seconds");
        for (JsonNode artwork : artworks) {
            out.printf(name, shortened(artwork.path("reference").asText()));
            row(artwork, out);
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%d of %d protected, %d refused, %d abandoned.%n",
                count("protected"),
                artworks.size(),
                count("refused"),
                count("abandoned"));
        if (count("protected") > 0) {
            medians(out);
        }
    }

    private void medians(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "Medians: effect %.3f (shifted control %.3f), SSIM %.3f, ΔE2000 %.2f, %.1f s."
                        + " Effect at least 1.5 times the control: %d of %d.%n",
                median("displacement"),
                median("shiftedDisplacement"),
                median("ssim"),
                median("meanDeltaE"),
                median("seconds"),
                clear(),
                artworks.size());
        out.println("Effect: how far the picture moved from its own style in the encoders of its search, as a part"
                + " of the way to the assigned style; a proxy, no proof against training.");
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? "…" + name.substring(name.length() - LONGEST_NAME + 1) : name;
    }

    private static void row(JsonNode artwork, PrintStream out) {
        String state = artwork.path("state").asText();
        JsonNode report = artwork.path("report");
        if (!report.isObject()) {
            out.printf("%-10s %s%n", state, artwork.path("code").asText());
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-10s %7.3f %8.1f %6.3f %7.2f %8.1f%n",
                state,
                report.path("displacement").asDouble(),
                overControl(report),
                report.path("ssim").asDouble(),
                report.path("meanDeltaE").asDouble(),
                report.path("seconds").asDouble());
    }

    private static double overControl(JsonNode report) {
        return report.path("displacement").asDouble()
                / report.path("shiftedDisplacement").asDouble();
    }
}

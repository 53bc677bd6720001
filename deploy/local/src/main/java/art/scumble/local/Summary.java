package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table at the end. */
final class Summary {
    private static final int NAME = 48;

    private Summary() {}

    static void print(List<JsonNode> artworks, PrintStream out) {
        out.printf(
                "%-" + NAME + "s %-10s %7s %8s %6s %6s %7s%n",
                "image",
                "outcome",
                "effect",
                "÷control",
                "SSIM",
                "ΔE2000",
                "seconds");
        for (JsonNode artwork : artworks) {
            row(artwork, out);
        }
        double[] ssim = figures(artworks, "ssim");
        double[] effect = figures(artworks, "displacement");
        double[] control = figures(artworks, "shiftedDisplacement");
        int strong = 0;
        for (int i = 0; i < effect.length; i++) {
            strong += effect[i] >= 3 * control[i] ? 1 : 0;
        }
        out.printf(
                Locale.ROOT,
                "%d of %d protected; median SSIM %.3f, median effect %.2f;"
                        + " effect at least 3 times its shifted control: %d.%n",
                ssim.length,
                artworks.size(),
                median(ssim),
                median(effect),
                strong);
        out.println("Effect: how far the features moved from the own style, as a part of the way to the assigned one;"
                + " a proxy, no proof against training.");
    }

    private static void row(JsonNode artwork, PrintStream out) {
        String name = artwork.path("reference").asText();
        String shown = name.length() > NAME ? "…" + name.substring(name.length() - NAME + 1) : name;
        String state = artwork.path("state").asText();
        JsonNode report = artwork.path("report");
        if (report.isMissingNode()) {
            out.printf(
                    "%-" + NAME + "s %-10s %s%n",
                    shown,
                    state,
                    artwork.path("code").asText());
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-" + NAME + "s %-10s %7.3f %8.1f %6.3f %6.2f %7.1f%n",
                shown,
                state,
                report.path("displacement").asDouble(),
                report.path("displacement").asDouble()
                        / report.path("shiftedDisplacement").asDouble(),
                report.path("ssim").asDouble(),
                report.path("meanDeltaE").asDouble(),
                report.path("seconds").asDouble());
    }

    private static double[] figures(List<JsonNode> artworks, String name) {
        return artworks.stream()
                .map(artwork -> artwork.path("report").path(name))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }
}

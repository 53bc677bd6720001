package art.scumble.catalog.assignment;

import art.scumble.catalog.style.Style;
import art.scumble.contract.ArtistId;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Draws an artist's style: the same for the same artist and shelf, and far from their own where that is known. */
final class StyleDraw {
    private StyleDraw() {}

    /**
     * Draws among the farther half.
     *
     * @param styles at least one, all measured with this encoder
     * @param own the artist's style as the encoder sees it; empty if it is not known: then all may be drawn
     */
    static Style draw(TenantId tenant, ArtistId artist, List<Style> styles, String encoder, List<Style.Layer> own) {
        List<Style> candidates = own.isEmpty()
                ? styles
                : styles.stream()
                        .sorted(Comparator.comparingDouble(style -> -distance(layers(style, encoder), own)))
                        .limit((styles.size() + 1) / 2)
                        .toList();
        String name = tenant.value() + "/" + artist.value();
        String hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8)).hex();
        return candidates.get((int) (Long.parseLong(hash.substring(0, 8), 16) % candidates.size()));
    }

    private static List<Style.Layer> layers(Style style, String encoder) {
        Style.Measured measured = style.encoders().get(encoder);
        if (measured == null) {
            throw new IllegalArgumentException("style " + style.id() + " was not measured with this encoder");
        }
        return measured.layers();
    }

    /** Mean over layers of the logarithm of the mean squared difference: every layer counts by its ratio. */
    private static double distance(List<Style.Layer> a, List<Style.Layer> b) {
        if (a.size() != b.size()) {
            throw new IllegalArgumentException("the descriptor has " + b.size() + " layers, not " + a.size());
        }
        double sum = 0;
        for (int l = 0; l < a.size(); l++) {
            sum += Math.log(squared(a.get(l), b.get(l)) + 1e-12);
        }
        return sum / a.size();
    }

    private static double squared(Style.Layer a, Style.Layer b) {
        if (a.mean().length != b.mean().length) {
            throw new IllegalArgumentException(
                    "the descriptor's layer " + b.name() + " has a wrong number of channels");
        }
        double sum = 0;
        for (int c = 0; c < a.mean().length; c++) {
            double mean = a.mean()[c] - b.mean()[c];
            double deviation = a.deviation()[c] - b.deviation()[c];
            sum += mean * mean + deviation * deviation;
        }
        return sum / a.mean().length;
    }
}

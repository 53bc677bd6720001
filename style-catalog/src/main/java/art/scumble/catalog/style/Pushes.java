package art.scumble.catalog.style;

import art.scumble.contract.ArtistPush;
import art.scumble.contract.PatternKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pushes of all styles that were measured with one encoder, and what each artist's key makes of them. */
final class Pushes {
    /** By the style's id; of each layer the means, and then the deviations. */
    private final SortedMap<String, List<float[]>> ofStyles = new TreeMap<>();

    private final List<String> layers;

    /**
     * Those of the styles that have one.
     *
     * @throws IllegalArgumentException if they are not all of the same layers
     */
    Pushes(String encoderSha256, Collection<Style> styles) {
        List<Style.Layer> first = List.of();
        for (Style style : styles) {
            Style.Measured measured = style.encoders().get(encoderSha256);
            if (measured != null && !measured.push().isEmpty()) {
                first = first.isEmpty() ? measured.push() : first;
                if (!Style.widths(measured.push()).equals(Style.widths(first))) {
                    throw new IllegalArgumentException("style " + style.id() + ", encoder " + measured.encoder()
                            + ": its layers are not those of other styles");
                }
                ofStyles.put(
                        style.id(), measured.push().stream().map(Pushes::vector).toList());
            }
        }
        layers = first.stream().map(Style.Layer::name).toList();
    }

    boolean isEmpty() {
        return ofStyles.isEmpty();
    }

    /** The one way that an artist's works are pushed; empty if no style has a push. */
    List<Style.Layer> of(PatternKey artist) {
        List<float[]> vectors = ArtistPush.of(artist, ofStyles);
        List<Style.Layer> push = new ArrayList<>();
        for (int l = 0; l < vectors.size(); l++) {
            float[] vector = vectors.get(l);
            push.add(new Style.Layer(
                    layers.get(l),
                    Arrays.copyOf(vector, vector.length / 2),
                    Arrays.copyOfRange(vector, vector.length / 2, vector.length)));
        }
        return push;
    }

    private static float[] vector(Style.Layer layer) {
        float[] vector = Arrays.copyOf(layer.mean(), 2 * layer.mean().length);
        System.arraycopy(layer.deviation(), 0, vector, layer.mean().length, layer.mean().length);
        return vector;
    }
}

package art.scumble.catalog.style;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The one way that all works are pushed, as an encoder sees it: the mean over the styles that it was measured with. */
final class MeanPush {
    private MeanPush() {}

    /**
     * The mean of the pushes; empty if there is none.
     *
     * @throws IllegalArgumentException if they are not all of the same layers
     */
    static List<Style.Layer> of(String encoderSha256, Collection<Style> styles) {
        List<List<Style.Layer>> pushes = new ArrayList<>();
        for (Style style : styles) {
            Style.Measured measured = style.encoders().get(encoderSha256);
            if (measured != null && !measured.push().isEmpty()) {
                pushes.add(measured.push());
                if (!Style.widths(measured.push()).equals(Style.widths(pushes.getFirst()))) {
                    throw new IllegalArgumentException("style " + style.id() + ", encoder " + measured.encoder()
                            + ": its layers are not those of other styles");
                }
            }
        }
        List<Style.Layer> mean = new ArrayList<>();
        for (int l = 0; !pushes.isEmpty() && l < pushes.getFirst().size(); l++) {
            int layer = l;
            mean.add(mean(pushes.stream().map(push -> push.get(layer)).toList()));
        }
        return List.copyOf(mean);
    }

    private static Style.Layer mean(List<Style.Layer> layers) {
        Style.Layer first = layers.getFirst();
        float[] mean = new float[first.mean().length];
        float[] deviation = new float[mean.length];
        for (Style.Layer layer : layers) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += layer.mean()[c] / layers.size();
                deviation[c] += layer.deviation()[c] / layers.size();
            }
        }
        return new Style.Layer(first.name(), mean, deviation);
    }
}

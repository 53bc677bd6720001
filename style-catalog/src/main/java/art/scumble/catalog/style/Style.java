package art.scumble.catalog.style;

import java.util.List;
import java.util.Map;

/**
 * A public-domain style.
 *
 * @param id of letters, digits and hyphens
 * @param title for people
 * @param artist whose style it was, with their years
 * @param pictures that it was measured on
 * @param encoders its statistics by the SHA-256 of the encoder's weights
 */
public record Style(String id, String title, String artist, List<String> pictures, Map<String, Measured> encoders) {
    /**
     * The style as one encoder sees it.
     *
     * @param encoder its name
     * @param layers in the encoder's order
     * @param push what searches add to the layers of its pictures; empty if it was measured before there were pushes
     */
    public record Measured(String encoder, List<Layer> layers, List<Layer> push) {
        public Measured {
            push = push == null ? List.of() : List.copyOf(push);
        }

        /** Whether the push, if there is one, is of the same layers. */
        private boolean isWhole() {
            return push.isEmpty() || widths(push).equals(widths(layers));
        }
    }

    /**
     * Statistics of one layer.
     *
     * @param name of the layer
     * @param mean by channel
     * @param deviation by channel
     */
    public record Layer(String name, float[] mean, float[] deviation) {}

    public Style {
        if (!id.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("a style's id is lower-case letters, digits and hyphens: " + id);
        }
        for (Measured measured : encoders.values()) {
            requireNumbers(id, measured.layers);
            requireNumbers(id, measured.push);
            if (!measured.isWhole()) {
                throw new IllegalArgumentException("style " + id + ", encoder " + measured.encoder
                        + ": the push is of other layers than the style");
            }
        }
    }

    /** Channels of layers. */
    static List<Integer> widths(List<Layer> layers) {
        return layers.stream().map(layer -> layer.mean.length).toList();
    }

    private static void requireNumbers(String id, List<Layer> layers) {
        for (Layer layer : layers) {
            if (layer.mean.length == 0 || layer.mean.length != layer.deviation.length) {
                throw new IllegalArgumentException(
                        "style " + id + ", layer " + layer.name + ": as many deviations as means are needed");
            }
            if (!areFinite(layer.mean) || !areFinite(layer.deviation)) {
                // It would be in every artist's push.
                throw new IllegalArgumentException(
                        "style " + id + ", layer " + layer.name + ": a value is not a finite number");
            }
        }
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}

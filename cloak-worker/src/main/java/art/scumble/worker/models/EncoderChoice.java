package art.scumble.worker.models;

import java.util.ArrayList;
import java.util.List;

/**
 * Which encoders a worker searches on.
 *
 * @param name of the encoder
 * @param weight of its objective, above 0
 */
public record EncoderChoice(String name, double weight) {
    /**
     * Reads a configured choice such as {@code taef2=2,scumble-s}: names, with a weight where it is not 1.
     *
     * @throws IllegalArgumentException with one sentence if it is none
     */
    public static List<EncoderChoice> all(String words) {
        List<EncoderChoice> choices = new ArrayList<>();
        for (String part : words.split(",", -1)) {
            String[] sides = part.strip().split("=", -1);
            if (sides.length > 2 || sides[0].isEmpty()) {
                throw refusal(words);
            }
            choices.add(new EncoderChoice(sides[0], sides.length == 1 ? 1 : weight(sides[1], words)));
        }
        return choices;
    }

    private static double weight(String number, String words) {
        try {
            double weight = Double.parseDouble(number);
            if (weight > 0 && Double.isFinite(weight)) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw refusal(words);
        }
        throw refusal(words);
    }

    private static IllegalArgumentException refusal(String words) {
        return new IllegalArgumentException(
                "Encoders are chosen as NAME or NAME=WEIGHT, separated by commas, the weight above 0; this is not so: "
                        + words);
    }
}

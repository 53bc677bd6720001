package art.scumble.worker.models;

import art.scumble.contract.Objective;
import java.util.ArrayList;
import java.util.List;

/**
 * Which encoders a worker searches on.
 *
 * @param name of the encoder
 * @param weight of its objective, above 0
 * @param objective where it moves the picture's features
 */
public record EncoderChoice(String name, double weight, Objective objective) {
    private static final String TOWARDS = Objective.TOWARDS.value() + ":";

    /**
     * Reads a configured choice such as {@code towards:taef2=2,scumble-s}: names, with a weight where it is not 1, and
     * with {@code towards:} in front where the search shall come near the assigned style instead of leaving the own.
     *
     * @throws IllegalArgumentException with one sentence if it is none
     */
    public static List<EncoderChoice> all(String words) {
        List<EncoderChoice> choices = new ArrayList<>();
        for (String part : words.split(",", -1)) {
            String name = part.strip();
            boolean towards = name.regionMatches(true, 0, TOWARDS, 0, TOWARDS.length());
            String[] sides = (towards ? name.substring(TOWARDS.length()).strip() : name).split("=", -1);
            if (sides.length > 2 || sides[0].isEmpty()) {
                throw refusal(words);
            }
            choices.add(new EncoderChoice(
                    sides[0],
                    sides.length == 1 ? 1 : weight(sides[1], words),
                    towards ? Objective.TOWARDS : Objective.AWAY));
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
                "Encoders are chosen as NAME or NAME=WEIGHT, each with towards: in front or not, separated by commas, the"
                        + " weight above 0; this is not so: "
                        + words);
    }
}

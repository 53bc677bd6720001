package art.scumble.chaos.guarantee;

import java.util.List;

/**
 * Whether a guarantee held.
 *
 * @param guarantee its name
 * @param summary what was looked at, in numbers
 * @param violations each in one sentence; none if it held
 */
public record Verdict(String guarantee, String summary, List<String> violations) {
    private static final int SHOWN = 5;

    public Verdict {
        violations = List.copyOf(violations);
    }

    /** Whether it held. */
    public boolean held() {
        return violations.isEmpty();
    }

    /** For people: one line, and the first violations below it. */
    public String inWords() {
        StringBuilder words =
                new StringBuilder(String.format("%-7s %-24s %s", held() ? "held" : "BROKEN", guarantee, summary));
        violations.stream()
                .limit(SHOWN)
                .forEach(violation -> words.append("\n          ").append(violation));
        if (violations.size() > SHOWN) {
            words.append("\n          and ").append(violations.size() - SHOWN).append(" more");
        }
        return words.toString();
    }
}

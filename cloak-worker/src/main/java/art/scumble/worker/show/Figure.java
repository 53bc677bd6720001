package art.scumble.worker.show;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A number of a work's report, and what it says in plain words. */
enum Figure {
    EFFECT(
            "Effect",
            "%.2f",
            "How far the picture has moved from its own style in the encoders of its search, as a part of the way to"
                    + " the assigned style: 0 is not at all, 1 is that far."),
    CONTROL(
            "Shifted control",
            "%.2f",
            "The same for the very same perturbation laid over the picture some pixels aside, where it fits nothing:"
                    + " what mere disturbance does."),
    TIMES(
            "Times the control",
            "%.1f",
            "The effect divided by that of the control: at 1 the cloak does no more than a disturbance, below 1.1"
                    + " Scumble refuses."),
    APPROACH(
            "Approach",
            "%.2f",
            "How far the picture came to the assigned style, as a part of the way to it: 1 is arrived, below 0 it went"
                    + " further from it. Only searches that go towards it are to bring it there."),
    SSIM("SSIM", "%.3f", "How alike before and after are in their light and its structure: 1 is equal."),
    MEAN_DELTA_E(
            "Mean ΔE2000",
            "%.2f",
            "How far the colours have moved on average, as eyes weigh them: about 1 is the least that is seen between"
                    + " two even patches side by side."),
    P95_DELTA_E(
            "95th percentile of ΔE2000",
            "%.2f",
            "Nineteen of twenty pixels have moved by less than this, one of twenty by more."),
    STEPS("Steps", "%.0f", "Rounds of the search for the cloak."),
    SECONDS(
            "Seconds",
            "%.1f",
            "What the work took a worker, without fetching, storing, and waiting for other pictures.");

    private final String label;
    private final String format;
    private final String meaning;

    Figure(String label, String format, String meaning) {
        this.label = label;
        this.format = format;
        this.meaning = meaning;
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    /** By which the page's own links name it. */
    String anchor() {
        return "figure-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its value in a report; not a number if it has none. */
    double of(JsonNode report) {
        return switch (this) {
            case EFFECT -> number(report, "displacement");
            case CONTROL -> number(report, "shiftedDisplacement");
            case TIMES -> number(report, "displacement") / number(report, "shiftedDisplacement");
            case APPROACH -> number(report, "approach");
            case SSIM -> number(report, "ssim");
            case MEAN_DELTA_E -> number(report, "meanDeltaE");
            case P95_DELTA_E -> number(report, "p95DeltaE");
            case STEPS -> number(report, "steps");
            case SECONDS -> number(report, "seconds");
        };
    }

    private static double number(JsonNode report, String name) {
        return report.path(name).isNumber() ? report.path(name).asDouble() : Double.NaN;
    }

    /** In words: a dash for what is no number. */
    String words(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "–";
    }
}

package art.scumble.worker.show;

import java.util.List;
import java.util.Locale;

/** What a work was protected with, and what that means in plain words. */
enum Circumstance {
    ENCODERS(
            "Encoders",
            "What the search ran on: name, first digits of the weights' sha256, and the arithmetic. A model that sees"
                    + " otherwise than they do may care less for the cloak."),
    STYLE(
            "Assigned style",
            "The public style that distances are measured by; all works of an artist have the same one."),
    WORKING_SIZE(
            "Working size",
            "The pixels at which the search ran and the effect was measured; the file that is written is as large as"
                    + " the original.");

    private final String label;
    private final String meaning;

    Circumstance(String label, String meaning) {
        this.label = label;
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

    /** Of a work; one line each. */
    List<String> of(Work work) {
        return switch (this) {
            case ENCODERS -> work.encoders().isEmpty() ? List.of("–") : work.encoders();
            case STYLE -> List.of(work.style().isEmpty() ? "–" : work.style());
            case WORKING_SIZE -> List.of(work.workingSize());
        };
    }
}

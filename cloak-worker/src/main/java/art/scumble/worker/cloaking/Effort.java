package art.scumble.worker.cloaking;

import art.scumble.contract.Tier;

/**
 * What a search may cost; see docs/benchmarks.md for what each tier takes and reaches.
 *
 * @param longestSide in pixels: larger pictures are searched at this size, and the perturbation is enlarged
 * @param steps of a search
 */
public record Effort(int longestSide, int steps) {
    /** What a tier stands for. */
    public static Effort of(Tier tier) {
        return switch (tier) {
            case FAST -> new Effort(512, 8);
            case FULL -> new Effort(768, 16);
            case MAX -> new Effort(1024, 24);
        };
    }
}

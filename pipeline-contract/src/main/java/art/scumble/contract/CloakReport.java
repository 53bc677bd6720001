package art.scumble.contract;

import java.util.List;

/**
 * What the worker measured on the decoded protected file. Feature-space figures are proxies: they say how far a
 * picture moved in an encoder, not what a trained model will do.
 *
 * @param encoders that the search ran on, at least one
 * @param style id of the artist's assigned public style
 * @param threads intra-operation threads of that path
 * @param steps of the search
 * @param workingWidth width in pixels at which the search ran
 * @param workingHeight height in pixels at which the search ran
 * @param displacement how far the picture's stage statistics moved from its own style, as a fraction of the way to
 *     the assigned style: the geometric mean over layers, at the working size
 * @param shiftedDisplacement the same of the control, the same perturbation shifted by (97, 61) pixels
 * @param approach how far they came to the assigned style, as a fraction of the way to it: 1 less the geometric mean
 *     over layers of the distance that is left; below 0 if they went further from it
 * @param ssim structural similarity to the source on luma, 0 to 1
 * @param meanDeltaE mean CIEDE2000 difference from the source
 * @param p95DeltaE 95th percentile of the CIEDE2000 difference
 * @param seconds that the work took, without fetching, storing, and waiting for other pictures' searches
 * @param simulated whether nothing was cloaked: a cost model took the time, and the figures mean nothing
 */
public record CloakReport(
        List<EncoderUse> encoders,
        String style,
        int threads,
        int steps,
        int workingWidth,
        int workingHeight,
        double displacement,
        double shiftedDisplacement,
        double approach,
        double ssim,
        double meanDeltaE,
        double p95DeltaE,
        double seconds,
        boolean simulated) {
    /**
     * An encoder that a search ran on.
     *
     * @param name of the encoder
     * @param sha256 of its weights, which is its version
     * @param precision {@code fp32} or {@code bf16-trunk}: the path that computed the search
     * @param weight of its objective among the encoders', all weights summing to 1
     * @param objective away from the own style, or towards the assigned one
     */
    public record EncoderUse(String name, Sha256 sha256, String precision, double weight, Objective objective) {
        public EncoderUse {
            // Workers of before there was a choice don't tell.
            objective = objective == null ? Objective.AWAY : objective;
        }
    }

    public CloakReport {
        encoders = List.copyOf(encoders);
    }
}

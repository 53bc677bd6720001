package art.scumble.contract;

/**
 * What the worker measured on the decoded protected file. Feature-space figures are proxies: they say how far a
 * picture moved in an encoder, not what a trained model will do.
 *
 * @param encoder name of the encoder that the search ran on
 * @param encoderSha256 of its weights
 * @param style id of the artist's assigned public style
 * @param precision {@code fp32} or {@code bf16-trunk}: the path that computed the search
 * @param threads intra-operation threads of that path
 * @param steps of the search
 * @param workingWidth width in pixels at which the search ran
 * @param workingHeight height in pixels at which the search ran
 * @param displacement how far the picture's stage statistics moved from its own style, as a fraction of the way to
 *     the assigned style: the geometric mean over layers, at the working size
 * @param shiftedDisplacement the same of the control, the same perturbation shifted by (97, 61) pixels
 * @param ssim structural similarity to the source on luma, 0 to 1
 * @param meanDeltaE mean CIEDE2000 difference from the source
 * @param p95DeltaE 95th percentile of the CIEDE2000 difference
 * @param seconds wall time of the task in the worker
 */
public record CloakReport(
        String encoder,
        Sha256 encoderSha256,
        String style,
        String precision,
        int threads,
        int steps,
        int workingWidth,
        int workingHeight,
        double displacement,
        double shiftedDisplacement,
        double ssim,
        double meanDeltaE,
        double p95DeltaE,
        double seconds) {}

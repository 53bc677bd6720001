package art.scumble.worker.cloaking;

/**
 * What a decoded output file is worth.
 *
 * @param effect on the encoder's features
 * @param workingSize at which the effect was measured and the search ran
 * @param ssim of luma with the source, 1 for equal
 * @param meanDeltaE mean CIEDE2000 difference from the source
 * @param p95DeltaE its 95th percentile
 */
public record Protection(Effect effect, WorkingSize workingSize, double ssim, double meanDeltaE, double p95DeltaE) {}

package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;

/**
 * What is decoded at all; checked by the header, before anything is allocated.
 *
 * @param shortestSide in pixels: a smaller picture has no room for a cloak
 * @param longestSide in pixels
 * @param mostPixels width times height
 */
public record DecodingLimits(int shortestSide, int longestSide, long mostPixels) {
    /** 64 to 16,384 pixels a side, 24 megapixels. */
    public static final DecodingLimits DEFAULT = new DecodingLimits(64, 16_384, 24_000_000);

    /** Refuses a size outside of the limits. */
    void check(long width, long height) {
        String size = width + " × " + height + " pixels";
        if (width > longestSide || height > longestSide || width * height > mostPixels) {
            throw new PermanentFailure(
                    FailureCode.TOO_MANY_PIXELS,
                    "the picture has " + size + ", more than " + longestSide + " a side or " + mostPixels + " in all");
        }
        if (width < shortestSide || height < shortestSide) {
            throw new PermanentFailure(
                    FailureCode.TOO_FEW_PIXELS, "the picture has " + size + ", less than " + shortestSide + " a side");
        }
    }
}

package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.RgbImage;
import java.util.List;

/** An encoder as plain loops in double precision. */
interface PlainEncoder {
    /** Mean of each channel, then deviation of each channel, for each of the layers. */
    List<double[][]> statistics(RgbImage image);
}

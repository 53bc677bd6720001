package art.scumble.evaluation.mimic;

import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.tensorflow.Autoencoder;
import art.scumble.worker.tensorflow.Latents;
import art.scumble.worker.tensorflow.LearningNetwork.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Pieces of pictures as an autoencoder keeps them: what a trained mimic learns from. */
final class LatentCrops {
    private final List<Latents> all = new ArrayList<>();
    private final int side;

    /**
     * Of pictures as they are and mirrored. Those that are less than a crop high or wide are left out.
     *
     * @param side of a crop, in latents
     * @throws IllegalArgumentException if that leaves none
     */
    LatentCrops(Autoencoder autoencoder, LatentUnits units, List<RgbImage> pictures, int side) {
        this.side = side;
        for (RgbImage picture : pictures) {
            Latents latents = autoencoder.latents(picture);
            if (Math.min(latents.height(), latents.width()) >= side) {
                all.add(units.of(latents));
                all.add(units.of(autoencoder.latents(mirrored(picture))));
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "a mimic that trains needs works of " + 8 * side + " pixels in height and width");
        }
    }

    private static RgbImage mirrored(RgbImage picture) {
        float[] values = new float[picture.values().length];
        int width = picture.width();
        for (int i = 0; i < values.length / 3; i++) {
            int from = i / width * width + width - 1 - i % width;
            System.arraycopy(picture.values(), 3 * from, values, 3 * i, 3);
        }
        return new RgbImage(width, picture.height(), values);
    }

    /** Some crops, each of any picture and from anywhere in it. */
    Maps drawn(int count, RandomGenerator random) {
        int channels = all.getFirst().channels();
        int row = side * channels;
        float[] values = new float[count * side * row];
        for (int one = 0; one < count; one++) {
            Latents latents = all.get(random.nextInt(all.size()));
            int left = random.nextInt(latents.width() - side + 1);
            int top = random.nextInt(latents.height() - side + 1);
            for (int y = 0; y < side; y++) {
                int from = ((top + y) * latents.width() + left) * channels;
                System.arraycopy(latents.values(), from, values, (one * side + y) * row, row);
            }
        }
        return new Maps(count, side, side, values);
    }
}

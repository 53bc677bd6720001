package art.scumble.worker.distillation;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.WorkingSize;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.tensorflow.FeatureNet;
import java.util.Arrays;
import java.util.List;

/** How much of the teacher's latents' variance a student explains, on pictures that it was not taught with. */
public final class Fidelity {
    private static final int LONGEST_SIDE = 448;

    private final List<RgbImage> images;
    private final List<float[]> answers;
    private final int latents;

    /**
     * By these pictures.
     *
     * @param latents channels of the teacher's last layer
     */
    public Fidelity(List<Picture> pictures, FeatureNet teacher, int latents) {
        this.images = pictures.stream()
                .map(picture -> WorkingSize.of(picture, LONGEST_SIDE).of(picture))
                .toList();
        this.answers = images.stream().map(image -> latents(teacher, image)).toList();
        this.latents = latents;
    }

    private static float[] latents(FeatureNet net, RgbImage image) {
        return net.layers(image.values(), 1, image.height(), image.width()).getLast();
    }

    /** R² of each picture, ascending; the baseline is the picture's own mean of each channel. */
    public double[] of(FeatureNet student) {
        double[] values = new double[images.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = explained(answers.get(i), latents(student, images.get(i)), latents);
        }
        Arrays.sort(values);
        return values;
    }

    public static double median(double[] ascending) {
        int half = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
    }

    /** One minus squared error over squared deviation from each channel's mean. */
    static double explained(float[] answer, float[] seen, int channels) {
        double[] means = new double[channels];
        for (int i = 0; i < answer.length; i++) {
            means[i % channels] += answer[i] * (double) channels / answer.length;
        }
        double errors = 0;
        double deviations = 0;
        for (int i = 0; i < answer.length; i++) {
            errors += Math.pow((double) answer[i] - seen[i], 2);
            deviations += Math.pow(answer[i] - means[i % channels], 2);
        }
        return 1 - errors / deviations;
    }
}

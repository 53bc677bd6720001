package art.scumble.worker.distillation;

import art.scumble.worker.tensorflow.StudentTrainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Pictures of one size with the teacher's answers, to be learnt several times in changing order. The answers are kept
 * as 16-bit floats.
 */
final class Chapter {
    private record Example(float[] image, List<short[]> answers) {}

    private final int side;
    private final List<Example> examples = new ArrayList<>();

    Chapter(int side) {
        this.side = side;
    }

    int size() {
        return examples.size();
    }

    /** Adds a batch with its layers, each of [count, …]. */
    void add(List<float[]> images, List<float[]> layers) {
        for (int i = 0; i < images.size(); i++) {
            List<short[]> answers = new ArrayList<>();
            for (float[] layer : layers) {
                int length = layer.length / images.size();
                short[] answer = new short[length];
                for (int k = 0; k < length; k++) {
                    answer[k] = Float.floatToFloat16(layer[i * length + k]);
                }
                answers.add(answer);
            }
            examples.add(new Example(images.get(i), answers));
        }
    }

    /** All examples in an order by chance, in batches. */
    List<List<Integer>> pass(int batch, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        List<List<Integer>> batches = new ArrayList<>();
        for (int from = 0; from + batch <= order.size(); from += batch) {
            batches.add(order.subList(from, from + batch));
        }
        return batches;
    }

    StudentTrainer.Lesson lesson(List<Integer> batch) {
        int imageLength = 3 * side * side;
        float[] images = new float[batch.size() * imageLength];
        List<float[]> answers = new ArrayList<>();
        for (short[] answer : examples.getFirst().answers) {
            answers.add(new float[batch.size() * answer.length]);
        }
        for (int i = 0; i < batch.size(); i++) {
            Example example = examples.get(batch.get(i));
            System.arraycopy(example.image, 0, images, i * imageLength, imageLength);
            for (int layer = 0; layer < answers.size(); layer++) {
                short[] answer = example.answers.get(layer);
                for (int k = 0; k < answer.length; k++) {
                    answers.get(layer)[i * answer.length + k] = Float.float16ToFloat(answer[k]);
                }
            }
        }
        return new StudentTrainer.Lesson(batch.size(), side, images, answers);
    }
}

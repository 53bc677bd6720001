package art.scumble.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArtistPushTest {
    private static final int STYLES = 12;
    private static final int LENGTH = 64;
    private static final PatternKey VINCENT = new PatternKey(new byte[] {1});
    private static final PatternKey PAUL = new PatternKey(new byte[] {2});

    @Test
    void isAsLongAsTheMeanAndAtOneAngleToItInEveryLayer() {
        // Given
        SortedMap<String, List<float[]>> pushes = pushes(STYLES);
        for (PatternKey artist : List.of(VINCENT, PAUL)) {
            // When
            List<float[]> push = ArtistPush.of(artist, pushes);
            // Then
            assertThat(push).hasSize(2);
            for (int layer = 0; layer < push.size(); layer++) {
                float[] mean = mean(pushes, layer);
                assertThat(length(push.get(layer))).isCloseTo(length(mean), within(1e-4));
                assertThat(cosine(push.get(layer), mean)).isCloseTo(0.6, within(1e-4));
            }
        }
    }

    @Test
    void isOneForAnArtistAndAnotherForTheNext() {
        // Given
        SortedMap<String, List<float[]>> pushes = pushes(STYLES);
        // When
        float[] vincent = ArtistPush.of(VINCENT, pushes).getFirst();
        // Then
        assertThat(ArtistPush.of(new PatternKey(new byte[] {1}), pushes).getFirst())
                .containsExactly(vincent);
        assertThat(cosine(vincent, ArtistPush.of(PAUL, pushes).getFirst())).isLessThan(0.9);
    }

    /** With any other numbers all artists' works would go other ways than before. */
    @Test
    void isTheSameInEveryRelease() {
        // Given
        SortedMap<String, List<float[]>> pushes = new TreeMap<>();
        pushes.put("a", List.of(new float[] {1, 0, 0}, new float[] {1, 0, 0}));
        pushes.put("b", List.of(new float[] {0, 1, 0}, new float[] {0, 1, 0}));
        pushes.put("c", List.of(new float[] {0, 0, 1}, new float[] {0, 0, 1}));
        // When
        List<float[]> push = ArtistPush.of(VINCENT, pushes);
        // Then
        assertThat(push.getFirst()).containsExactly(new float[] {0.5704522f, -0.0463860f, 0.0759338f}, within(1e-6f));
        assertThat(push.getLast()).containsExactly(push.getFirst());
    }

    @Test
    void isTheMeanWhereThereIsNothingElseToMix() {
        // Given
        SortedMap<String, List<float[]>> one =
                new TreeMap<>(Collections.singletonMap("a", List.of(new float[] {1, 2})));
        SortedMap<String, List<float[]>> alike = new TreeMap<>(one);
        alike.put("b", List.of(new float[] {1, 2}));
        SortedMap<String, List<float[]>> none = new TreeMap<>(Collections.singletonMap("a", List.of(new float[2])));
        // Then
        assertThat(ArtistPush.of(VINCENT, one).getFirst()).containsExactly(1, 2);
        assertThat(ArtistPush.of(VINCENT, alike).getFirst()).containsExactly(1, 2);
        assertThat(ArtistPush.of(VINCENT, none).getFirst()).containsExactly(0, 0);
        assertThat(ArtistPush.of(VINCENT, new TreeMap<>())).isEmpty();
    }

    /** Something in common, and as much of their own. */
    private static SortedMap<String, List<float[]>> pushes(int styles) {
        SortedMap<String, List<float[]>> pushes = new TreeMap<>();
        for (int s = 0; s < styles; s++) {
            Random random = new Random(s);
            pushes.put(
                    "style-" + (char) ('a' + s),
                    IntStream.range(0, 2).mapToObj(layer -> push(random)).toList());
        }
        return pushes;
    }

    private static float[] push(Random random) {
        float[] push = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            push[i] = (float) (i % 2 + random.nextGaussian());
        }
        return push;
    }

    private static float[] mean(SortedMap<String, List<float[]>> pushes, int layer) {
        float[] mean = new float[LENGTH];
        pushes.values().forEach(push -> {
            for (int i = 0; i < LENGTH; i++) {
                mean[i] += push.get(layer)[i] / pushes.size();
            }
        });
        return mean;
    }

    private static double length(float[] a) {
        return Math.sqrt(product(a, a));
    }

    private static double cosine(float[] a, float[] b) {
        return product(a, b) / length(a) / length(b);
    }

    private static double product(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }
}

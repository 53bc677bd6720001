package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Intensity;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;

class AllowanceTest {
    private static final VisibilityBudget.Limits LIMITS = VisibilityBudget.Limits.of(Intensity.MEDIUM);
    private static final int SIDE = 120;

    private final Picture picture = Paintings.procedural(SIDE, SIDE, 3);

    @Example
    void givesAllOfWhatIsHardlySeen() {
        // When
        Picture changed = new Allowance(picture, LIMITS, UnaryOperator.identity()).most(change(2));
        // Then
        assertThat(difference(changed)).isEqualTo(2);
    }

    @Example
    void givesLessOfWhatIsSeenTooWell() {
        // When
        Picture changed = new Allowance(picture, LIMITS, UnaryOperator.identity()).most(change(40));
        // Then
        assertThat(difference(changed)).isBetween(3, 30);
        assertThat(ColourDifference.between(picture, changed).p95()).isLessThanOrEqualTo(LIMITS.p95DeltaE());
    }

    @Example
    void comesNearToTheLimitThatBinds() {
        // Given a change that is too much by structure alone
        Random random = new Random(7);
        float[] levels = new float[SIDE * SIDE];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) (12 * random.nextGaussian());
        }
        VisibilityBudget.Limits structure =
                new VisibilityBudget.Limits(16, 1, Double.MAX_VALUE, Double.MAX_VALUE, 0.95, Double.MAX_VALUE);
        // When
        Picture changed = new Allowance(picture, structure, UnaryOperator.identity()).most(levels);
        // Then
        assertThat(StructuralSimilarity.between(picture, changed)).isBetween(0.95, 0.951);
    }

    @Example
    void comesNearToTheLimitOnPaperWhereLittleLosesAllStructure() {
        // Given black lines on white, and grain on all of it
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % SIDE % 20 == 0 ? 0 : 240);
        }
        Picture page = Picture.opaque(SIDE, SIDE, rgb);
        Random random = new Random(11);
        float[] levels = new float[SIDE * SIDE];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) (12 * random.nextGaussian());
        }
        // When
        Picture changed = new Allowance(page, LIMITS, UnaryOperator.identity()).most(levels);
        // Then
        assertThat(StructuralSimilarity.between(page, changed)).isBetween(LIMITS.leastSsim(), 0.955);
    }

    @Example
    void givesLessWhereTheFileAddsToIt() {
        // Given
        Picture alone = new Allowance(picture, LIMITS, UnaryOperator.identity()).most(change(40));
        UnaryOperator<Picture> louder = tried -> tried.equals(picture) ? picture : further(tried);
        // When
        Picture changed = new Allowance(picture, LIMITS, louder).most(change(40));
        // Then
        assertThat(difference(changed)).isLessThan(difference(alone));
        assertThat(ColourDifference.between(picture, louder.apply(changed)).p95())
                .isLessThanOrEqualTo(LIMITS.p95DeltaE());
    }

    @Example
    void findsWhatIsAllowedBesideWhatTheFileLosesHoweverLittleIsChanged() {
        // Given a file that loses nearly half of the limit on structure
        Random random = new Random(9);
        int[] noise = random.ints(SIDE * SIDE, -4, 5).toArray();
        UnaryOperator<Picture> noisy = tried -> {
            byte[] rgb = tried.rgb().clone();
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) Math.clamp((rgb[i] & 0xFF) + noise[i / 3], 0, 255);
            }
            return Picture.opaque(SIDE, SIDE, rgb);
        };
        double least = 1 - 2.2 * (1 - StructuralSimilarity.between(picture, noisy.apply(picture)));
        VisibilityBudget.Limits structure =
                new VisibilityBudget.Limits(16, 1, Double.MAX_VALUE, Double.MAX_VALUE, least, Double.MAX_VALUE);
        float[] levels = new float[SIDE * SIDE];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) (12 * random.nextGaussian());
        }
        // When
        Picture changed = new Allowance(picture, structure, noisy).most(levels);
        // Then
        double lost = 1 - StructuralSimilarity.between(picture, noisy.apply(changed));
        assertThat(lost / (1 - least)).isBetween(0.96, 1.0);
    }

    @Example
    void doesNotChargeTheCloakWithWhatTheFileLosesAnyway() {
        // Given a file that spoils blue by more than is allowed, whatever is written
        UnaryOperator<Picture> spoilt = AllowanceTest::withoutMuchBlue;
        assertThat(ColourDifference.between(picture, spoilt.apply(picture)).p95())
                .isGreaterThan(LIMITS.p95DeltaE());
        // When
        Picture changed = new Allowance(picture, LIMITS, spoilt).most(change(4));
        // Then
        assertThat(difference(changed)).isEqualTo(4);
    }

    @Example
    void givesNothingWhereNothingIsAllowed() {
        // Given a file that turns the slightest change into noise
        Random random = new Random(1);
        UnaryOperator<Picture> noisy = tried -> {
            byte[] rgb = tried.rgb().clone();
            if (!tried.equals(picture)) {
                random.nextBytes(rgb);
            }
            return Picture.opaque(SIDE, SIDE, rgb);
        };
        // When
        Picture changed = new Allowance(picture, LIMITS, noisy).most(change(4));
        // Then
        assertThat(changed).isEqualTo(picture);
    }

    private static float[] change(int levels) {
        Random random = new Random(5);
        float[] change = new float[SIDE * SIDE];
        for (int i = 0; i < change.length; i++) {
            change[i] = i % SIDE < SIDE / 4 ? 0 : random.nextBoolean() ? levels : -levels;
        }
        return change;
    }

    /** Twice as far from the original. */
    private Picture further(Picture tried) {
        byte[] rgb = tried.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            int own = picture.rgb()[i] & 0xFF;
            rgb[i] = (byte) Math.clamp(own + 2L * ((rgb[i] & 0xFF) - own), 0, 255);
        }
        return Picture.opaque(SIDE, SIDE, rgb);
    }

    private static Picture withoutMuchBlue(Picture tried) {
        byte[] rgb = tried.rgb().clone();
        for (int i = 2; i < rgb.length; i += 3) {
            rgb[i] = (byte) Math.clamp((rgb[i] & 0xFF) - 40, 0, 255);
        }
        return Picture.opaque(SIDE, SIDE, rgb);
    }

    private int difference(Picture changed) {
        int most = 0;
        for (int i = 0; i < changed.rgb().length; i++) {
            most = Math.max(most, Math.abs((changed.rgb()[i] & 0xFF) - (picture.rgb()[i] & 0xFF)));
        }
        return most;
    }
}

package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.PermanentFailure;
import art.scumble.worker.encoder.StageStatistics;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CloakerTest {
    @Property(tries = 30)
    void neverExceedsTheBudgetOfAPixelNorThatOfThePicture(
            @ForAll long seed, @ForAll Intensity intensity, @ForAll @IntRange(min = 64, max = 110) int width) {
        // Given
        Picture picture = withHiddenColours(Paintings.procedural(width, 70, seed));
        VisibilityBudget.Limits limits = VisibilityBudget.Limits.of(intensity);
        float[] budget = VisibilityBudget.of(picture, limits, width / 80.0 > 1 ? width / 80.0 : 1)
                .levels();
        // When
        Picture cloaked = cloak(picture, 80, intensity, seed);
        // Then
        for (int i = 0; i < picture.rgb().length; i++) {
            int moved = Math.abs((cloaked.rgb()[i] & 0xFF) - (picture.rgb()[i] & 0xFF));
            assertThat(moved).isLessThanOrEqualTo(Math.round(budget[i / 3]));
            if (!picture.isVisible(i / 3)) {
                assertThat(moved).isZero();
            }
        }
        ColourDifference.Summary difference = ColourDifference.between(picture, cloaked);
        assertThat(difference.mean()).isLessThanOrEqualTo(limits.meanDeltaE());
        assertThat(difference.p95()).isLessThanOrEqualTo(limits.p95DeltaE());
        assertThat(StructuralSimilarity.between(picture, cloaked)).isGreaterThanOrEqualTo(limits.leastSsim());
        assertThat(ContrastDifference.between(picture, cloaked)).isLessThanOrEqualTo(limits.mostContrast());
    }

    @Example
    void leavesFlatPartsAlone() {
        // Given
        Picture picture = Paintings.procedural(100, 80, 5);
        // When
        Picture cloaked = cloak(picture, 100, Intensity.HIGH, 1);
        // Then
        assertThat(cloaked.rgb()).isNotEqualTo(picture.rgb());
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 20; x++) {
                assertThat(cloaked.rgb()[3 * (y * 100 + x)]).isEqualTo(picture.rgb()[3 * (y * 100 + x)]);
            }
        }
    }

    @Example
    void givesTheSameBytesForTheSameSeedAndOthersForAnother() {
        // Given
        Picture picture = Paintings.procedural(90, 90, 6);
        // When
        byte[] first = cloak(picture, 64, Intensity.MEDIUM, 11).rgb();
        byte[] again = cloak(picture, 64, Intensity.MEDIUM, 11).rgb();
        byte[] other = cloak(picture, 64, Intensity.MEDIUM, 12).rgb();
        // Then
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Example
    void colourUnderNothingHasNoPartInTheBudget() {
        // Given
        Picture quiet = withHiddenColours(Paintings.flat(80, 80, 90));
        // When
        float[] budget = VisibilityBudget.of(quiet, VisibilityBudget.Limits.of(Intensity.HIGH), 1)
                .levels();
        // Then
        assertThat(budget).containsOnly(0);
    }

    @Example
    void budgetsHardlyExceedWhatNineteenPixelsInTwentyHaveToKeep() {
        // Given much going on in all colours
        byte[] rgb = new byte[3 * 80 * 80];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (20 + random.nextInt(216));
        }
        Picture loud = Picture.opaque(80, 80, rgb);
        VisibilityBudget.Limits limits = VisibilityBudget.Limits.of(Intensity.MEDIUM);
        // When
        float[] budget = VisibilityBudget.of(loud, limits, 1).levels();
        // Then
        for (int way : new int[] {-1, 1}) {
            byte[] moved = rgb.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += (byte) (way * (int) budget[i / 3]);
            }
            assertThat(ColourDifference.between(loud, Picture.opaque(80, 80, moved))
                            .p95())
                    .isBetween(0.9 * limits.p95DeltaE(), 1.1 * limits.p95DeltaE());
        }
    }

    @Example
    void refusesABlankPicture() {
        // Given
        Picture blank = Paintings.flat(80, 80, 200);
        // When
        // Then
        assertThatThrownBy(() -> cloak(blank, 80, Intensity.HIGH, 1))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.BELOW_EFFECT_FLOOR));
    }

    @Example
    void refusesAnEffectThatItsControlHasToo() {
        // Given
        Effect none = new Effect(0.05, 0.047, 0);
        // When
        // Then
        assertThatThrownBy(() -> Cloaker.requireEffect(none))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("0.050")
                .hasMessageContaining("1.06 times");
    }

    @Example
    void refusesAnEffectThatIsNoNumber() {
        // Given
        Effect unknown = new Effect(Double.NaN, 0.02, 0);
        // When
        // Then
        assertThatThrownBy(() -> Cloaker.requireEffect(unknown)).isInstanceOf(PermanentFailure.class);
    }

    @Example
    void measuresNothingOnAnUnchangedFile() {
        // Given
        Picture picture = Paintings.procedural(90, 70, 2);
        Cloaker cloaker = new Cloaker(new PulledApart(1), new Effort(64, 1));
        StageStatistics own = cloaker.style(picture);
        // When
        Protection protection = cloaker.measure(picture, picture, own, cloaker.style(Paintings.flat(90, 70, 9)));
        // Then
        assertThat(protection.effect().displacement()).isEqualTo(0, within(1e-4));
        assertThat(protection.meanDeltaE()).isZero();
        assertThat(protection.workingSize()).isEqualTo(new WorkingSize(64, 50));
    }

    private static Picture cloak(Picture picture, int side, Intensity intensity, long seed) {
        Cloaker cloaker = new Cloaker(new PulledApart(seed), new Effort(side, 8));
        StageStatistics own = cloaker.style(picture);
        return cloaker.cloak(
                picture,
                own,
                Target.of(cloaker.style(Paintings.flat(80, 80, 30))),
                VisibilityBudget.Limits.of(intensity),
                seed);
    }

    /** The same with its lower rows hidden, and loud colours in them. */
    private static Picture withHiddenColours(Picture picture) {
        byte[] rgb = picture.rgb().clone();
        byte[] visible = new byte[picture.width() * picture.height()];
        for (int i = 0; i < visible.length; i++) {
            visible[i] = (byte) (i < visible.length / 2 ? 255 : 0);
            if (visible[i] == 0) {
                rgb[3 * i] = (byte) (i % 2 * 255);
            }
        }
        return new Picture(picture.width(), picture.height(), rgb, visible);
    }
}

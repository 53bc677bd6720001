package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.SpectrumControl;
import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.ShiftedControl;
import art.scumble.worker.encoder.RgbImage;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One work in all its forms: original, cloaked, shifted and noise, and each of them treated. */
final class Variants {
    private final Map<String, RgbImage> images = new HashMap<>();

    Variants(Picture source, Picture cloaked, long seed) {
        images.put("original", Work.image(source));
        images.put("cloaked", Work.image(cloaked));
        RgbImage shifted = ShiftedControl.of(Work.image(source), Work.image(cloaked));
        images.put("shifted", Work.image(Work.picture(shifted)));
        images.put("noise", Work.image(SpectrumControl.of(source, cloaked, seed)));
    }

    RgbImage get(String variant) {
        return Objects.requireNonNull(images.get(variant));
    }

    RgbImage get(String variant, Treatment treatment) {
        return images.computeIfAbsent(
                treatment.isPlain() ? variant : variant + "/" + treatment.label(),
                key -> treatment.operation().apply(get(variant)));
    }
}

package art.scumble.evaluation.score;

import art.scumble.evaluation.picture.SpectrumControl;
import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.ShiftedControl;
import art.scumble.worker.encoder.RgbImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One work in all its forms: original, cloaked, shifted, noise, by a baseline, and each of them treated. */
final class Variants {
    private final Map<String, RgbImage> images = new HashMap<>();

    Variants(Picture source, Picture cloaked, long seed) {
        images.put("original", Work.image(source));
        images.put("cloaked", Work.image(cloaked));
        RgbImage shifted = ShiftedControl.of(Work.image(source), Work.image(cloaked));
        images.put("shifted", Work.image(Work.picture(shifted)));
        images.put("noise", Work.image(SpectrumControl.of(source, cloaked, seed)));
    }

    /** Another search's cloak, to be held against. */
    void add(Picture baseline) {
        images.put("baseline", Work.image(baseline));
    }

    /** The changed ones that a treatment is measured on. */
    List<String> changed(Treatment treatment) {
        List<String> always = List.of("cloaked", "shifted");
        return Stream.of("cloaked", "shifted", "noise", "baseline")
                .filter(variant -> treatment.isPlain() || always.contains(variant))
                .filter(images::containsKey)
                .toList();
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

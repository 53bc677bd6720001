package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakReport;
import art.scumble.contract.CloakTask;
import art.scumble.contract.MediaType;
import art.scumble.contract.Sha256;
import art.scumble.worker.artwork.ColourModel;
import art.scumble.worker.artwork.DecodedArtwork;
import art.scumble.worker.artwork.Pixels;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.Protection;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.cloaking.VisibilityBudget;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.EnsembleEncoder;
import art.scumble.worker.encoder.StageStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * Protects one artwork: fetch, decode, ask for the style, cloak, encode, measure the decoded result, store. Every step
 * may be done again without harm.
 */
@SuppressWarnings("try") // A turn and a room last as long as their block; nothing else is done with them.
public final class ArtworkProtector {
    private final Workbench bench;
    private final Cloaker cloaker;

    public ArtworkProtector(Workbench bench, Cloaker cloaker) {
        this.bench = bench;
        this.cloaker = cloaker;
    }

    /** The outcome of a task that nothing stood in the way of. */
    public CloakOutcome.Protected protect(CloakTask task) {
        byte[] file = bench.bytes().source(task.artwork());
        try (PictureMemory.Room room = bench.roomFor(file)) {
            return protect(task, file);
        }
    }

    private CloakOutcome.Protected protect(CloakTask task, byte[] original) {
        long start = System.nanoTime();
        DecodedArtwork source = bench.codec().decode(original);
        Picture picture = picture(source.pixels());
        StageStatistics own = cloaker.style(picture);
        List<Encoder.Member> encoders = cloaker.encoders();
        StyleCatalog.AssignedStyle style = style(task, encoders, own);
        Picture cloaked;
        long waiting = System.nanoTime();
        try (SearchTurns.Turn mine = bench.turn().get()) {
            start += System.nanoTime() - waiting;
            cloaked = cloaker.cloak(
                    picture,
                    own,
                    style.target(),
                    VisibilityBudget.Limits.of(task.intensity()),
                    seed(task, style, encoders),
                    changed -> written(source, changed));
        }
        byte[] file = source.encode(pixels(source.pixels(), cloaked));
        Picture seen = picture(bench.codec().decode(file).pixels());
        Protection protection =
                cloaker.measure(picture, seen, own, style.target().style());
        Cloaker.requireEffect(protection.effect());
        bench.bytes().storeResult(task.artwork(), task.attempt(), source.mediaType(), file);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new CloakOutcome.Protected(
                Sha256.of(file), file.length, source.mediaType(), report(encoders, style.id(), protection, seconds));
    }

    /** A PNG is read as it was written. */
    private Picture written(DecodedArtwork source, Picture changed) {
        if (source.mediaType() == MediaType.PNG) {
            return changed;
        }
        return picture(bench.codec()
                .decode(source.encode(pixels(source.pixels(), changed)))
                .pixels());
    }

    /** The artist's style as all encoders see it: the first one's question decides which it is. */
    private StyleCatalog.AssignedStyle style(CloakTask task, List<Encoder.Member> encoders, StageStatistics own) {
        List<StageStatistics> owns = EnsembleEncoder.split(own, encoders);
        List<StyleCatalog.AssignedStyle> assigned = new ArrayList<>();
        for (int i = 0; i < owns.size(); i++) {
            Sha256 encoder = encoders.get(i).identity().sha256();
            assigned.add(bench.catalog().assigned(task.artwork().tenant(), task.artist(), encoder, owns.get(i)));
        }
        return new StyleCatalog.AssignedStyle(
                assigned.getLast().id(),
                Target.joined(assigned.stream()
                        .map(StyleCatalog.AssignedStyle::target)
                        .toList()),
                assigned.getLast().key());
    }

    private static CloakReport.EncoderUse used(Encoder.Member member) {
        Encoder.Identity identity = member.identity();
        return new CloakReport.EncoderUse(
                identity.name(), identity.sha256(), identity.precision(), member.weight(), member.objective());
    }

    private CloakReport report(List<Encoder.Member> encoders, String style, Protection protection, double seconds) {
        return new CloakReport(
                encoders.stream().map(ArtworkProtector::used).toList(),
                style,
                encoders.getFirst().identity().threads(),
                cloaker.steps(),
                protection.workingSize().width(),
                protection.workingSize().height(),
                protection.effect().displacement(),
                protection.effect().shiftedDisplacement(),
                protection.effect().approach(),
                protection.ssim(),
                protection.meanDeltaE(),
                protection.p95DeltaE(),
                seconds,
                false);
    }

    /** The same work has the same seed, whoever does it and however often; who has not the artist's key can't tell it. */
    private static long seed(CloakTask task, StyleCatalog.AssignedStyle style, List<Encoder.Member> encoders) {
        List<String> words = new ArrayList<>(List.of(task.artwork().sha256().hex(), style.id()));
        encoders.forEach(member -> words.add(member.identity().sha256().hex()));
        return style.key().seed(words);
    }

    private static Picture picture(Pixels pixels) {
        return new Picture(pixels.width(), pixels.height(), pixels.rgb(), pixels.alpha());
    }

    /** The colours of a picture in the samples of its source, whose alpha and hidden colours stay. */
    private static Pixels pixels(Pixels source, Picture picture) {
        byte[] samples = source.samples().clone();
        ColourModel model = source.model();
        for (int i = 0; i < source.width() * source.height(); i++) {
            for (int c = 0; c < model.colours(); c++) {
                samples[i * model.samples() + c] = picture.rgb()[3 * i + c];
            }
        }
        return new Pixels(source.width(), source.height(), model, samples);
    }
}

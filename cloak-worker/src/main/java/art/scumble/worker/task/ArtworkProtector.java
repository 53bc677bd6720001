package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakReport;
import art.scumble.contract.CloakTask;
import art.scumble.contract.Sha256;
import art.scumble.worker.artwork.ColourModel;
import art.scumble.worker.artwork.DecodedArtwork;
import art.scumble.worker.artwork.Pixels;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.Protection;
import art.scumble.worker.cloaking.VisibilityBudget;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.EnsembleEncoder;
import art.scumble.worker.encoder.StageStatistics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
                    style.statistics(),
                    VisibilityBudget.Limits.of(task.intensity()),
                    seed(task, style.id(), encoders));
        }
        byte[] file = source.encode(pixels(source.pixels(), cloaked));
        Picture seen = picture(bench.codec().decode(file).pixels());
        Protection protection = cloaker.measure(picture, seen, own, style.statistics());
        Cloaker.requireEffect(protection.effect());
        bench.bytes().storeResult(task.artwork(), task.attempt(), source.mediaType(), file);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new CloakOutcome.Protected(
                Sha256.of(file), file.length, source.mediaType(), report(encoders, style.id(), protection, seconds));
    }

    /** The artist's style as all encoders see it: the first one's question decides which it is. */
    private StyleCatalog.AssignedStyle style(CloakTask task, List<Encoder.Member> encoders, StageStatistics own) {
        List<StageStatistics> owns = EnsembleEncoder.split(own, encoders);
        List<StageStatistics> seen = new ArrayList<>();
        String id = "";
        for (int i = 0; i < owns.size(); i++) {
            Sha256 encoder = encoders.get(i).identity().sha256();
            StyleCatalog.AssignedStyle style =
                    bench.catalog().assigned(task.artwork().tenant(), task.artist(), encoder, owns.get(i));
            seen.add(style.statistics());
            id = style.id();
        }
        return new StyleCatalog.AssignedStyle(id, StageStatistics.joined(seen));
    }

    private static CloakReport.EncoderUse used(Encoder.Member member) {
        Encoder.Identity identity = member.identity();
        return new CloakReport.EncoderUse(identity.name(), identity.sha256(), identity.precision(), member.weight());
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
                protection.ssim(),
                protection.meanDeltaE(),
                protection.p95DeltaE(),
                seconds,
                false);
    }

    /** The same work has the same seed, whoever does it and however often. */
    private static long seed(CloakTask task, String style, List<Encoder.Member> encoders) {
        MessageDigest digest = Sha256.digest();
        List<String> parts = new ArrayList<>(List.of(
                task.artwork().tenant().value(),
                task.artist().value(),
                task.artwork().sha256().hex(),
                style));
        encoders.forEach(member -> parts.add(member.identity().sha256().hex()));
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static Picture picture(Pixels pixels) {
        int count = pixels.width() * pixels.height();
        ColourModel model = pixels.model();
        byte[] rgb = new byte[3 * count];
        byte[] alpha = new byte[model.hasAlpha() ? count : 0];
        for (int i = 0; i < count; i++) {
            int at = i * model.samples();
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = pixels.samples()[at + (model.colours() == 1 ? 0 : c)];
            }
            if (model.hasAlpha()) {
                alpha[i] = pixels.samples()[at + model.samples() - 1];
            }
        }
        return new Picture(pixels.width(), pixels.height(), rgb, alpha);
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

package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakReport;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Objective;
import art.scumble.contract.Sha256;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.artwork.ColourModel;
import art.scumble.worker.artwork.DecodedArtwork;
import art.scumble.worker.artwork.Pixels;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.ModelShelf;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Takes the time of a cloak and does everything around it, but cloaks nothing: so that tests can send thousands of tasks
 * through the real pipeline, and a sandbox's tenants theirs. The result is a copy of the source, marked in lowest bits.
 */
public final class CostModelProtector {
    private static final int STEPS = 24;

    /** A file with this in it ends the process, as one would that hits upon a fault of native code. */
    private static final String POISON = "scumble: poison";

    private static final int ABORTED = 134;
    private static final int MARKED_EVERY = 7;
    private static final double PIXELS_A_MEGAPIXEL = 1e6;

    private final Workbench bench;
    private final double secondsPerMegapixel;
    private final Runnable betweenSteps;
    private final boolean takesPoison;

    private CostModelProtector(
            Workbench bench, double secondsPerMegapixel, Runnable betweenSteps, boolean takesPoison) {
        this.bench = bench;
        this.betweenSteps = betweenSteps;
        this.secondsPerMegapixel = secondsPerMegapixel;
        this.takesPoison = takesPoison;
    }

    /**
     * For tests, in which some pictures bring down the process.
     *
     * @param secondsPerMegapixel that the search would take
     * @param betweenSteps called between the steps that the search would have
     */
    public static CostModelProtector ofTests(Workbench bench, double secondsPerMegapixel, Runnable betweenSteps) {
        return new CostModelProtector(bench, secondsPerMegapixel, betweenSteps, true);
    }

    /** For a tenant that tries Scumble out beside those whose pictures are cloaked: it takes no time, and no poison. */
    public static CostModelProtector ofSandbox(Workbench bench) {
        return new CostModelProtector(bench, 0, () -> {}, false);
    }

    /** The catalog has styles for scumble-s, which is built in, and is asked in its name. Hashed once, when a first task needs it. */
    private static final class BuiltIn {
        private static final CloakReport.EncoderUse USE =
                new CloakReport.EncoderUse("simulated", hash(), "none", 1, Objective.AWAY);

        private static Sha256 hash() {
            try (InputStream weights = ModelShelf.class.getResourceAsStream(ModelShelf.resource(ModelShelf.FAITHFUL))) {
                return Sha256.of(Objects.requireNonNull(weights).readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The outcome of a task that nothing stood in the way of. */
    @SuppressWarnings("try") // The room lasts as long as its block.
    public CloakOutcome.Protected protect(CloakTask task) {
        byte[] original = bench.bytes().source(task.artwork());
        if (takesPoison && new String(original, StandardCharsets.ISO_8859_1).contains(POISON)) {
            Runtime.getRuntime().halt(ABORTED);
        }
        try (PictureMemory.Room room = bench.roomFor(original)) {
            return protect(task, original);
        }
    }

    private CloakOutcome.Protected protect(CloakTask task, byte[] original) {
        DecodedArtwork source = bench.codec().decode(original);
        Pixels pixels = source.pixels();
        StyleCatalog.AssignedStyle style = bench.catalog()
                .assigned(task.artwork().tenant(), task.artist(), BuiltIn.USE.sha256(), new StageStatistics(List.of()));
        double seconds = takeTime(pixels);
        byte[] file = source.encode(marked(pixels));
        bench.codec().decode(file);
        bench.bytes().storeResult(task.artwork(), task.attempt(), source.mediaType(), file);
        return new CloakOutcome.Protected(
                Sha256.of(file), file.length, source.mediaType(), report(style.id(), pixels, seconds));
    }

    @SuppressWarnings("try") // The turn lasts as long as its block.
    private double takeTime(Pixels pixels) {
        double megapixels = pixels.width() * (double) pixels.height() / PIXELS_A_MEGAPIXEL;
        long step = Math.round(1e9 * secondsPerMegapixel * megapixels / STEPS);
        try (SearchTurns.Turn mine = bench.turn().get()) {
            for (int i = 0; i < STEPS && step > 0; i++) {
                betweenSteps.run();
                TimeUnit.NANOSECONDS.sleep(step);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "interrupted", e);
        }
        return secondsPerMegapixel * megapixels;
    }

    private static Pixels marked(Pixels source) {
        byte[] samples = source.samples().clone();
        ColourModel model = source.model();
        for (int i = 0; i < samples.length; i += MARKED_EVERY * model.samples()) {
            samples[i] ^= 1;
        }
        return new Pixels(source.width(), source.height(), model, samples);
    }

    private CloakReport report(String style, Pixels pixels, double seconds) {
        return new CloakReport(
                List.of(BuiltIn.USE), style, 1, 0, pixels.width(), pixels.height(), 0, 0, 0, 1, 0, 0, seconds, true);
    }
}

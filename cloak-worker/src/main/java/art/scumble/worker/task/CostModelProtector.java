package art.scumble.worker.task;

import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakReport;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Sha256;
import art.scumble.contract.TransientFailure;
import art.scumble.worker.artwork.ArtworkCodec;
import art.scumble.worker.artwork.ColourModel;
import art.scumble.worker.artwork.DecodedArtwork;
import art.scumble.worker.artwork.Pixels;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.tickets.ArtworkBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Takes the time of a cloak and does everything around it, but cloaks nothing: so that tests can send thousands of tasks
 * through the real pipeline. The result is a copy of the source, marked in lowest bits.
 */
public final class CostModelProtector {
    private static final double LEAST_SECONDS = 0.1;
    private static final int MARKED_EVERY = 7;
    private static final double PIXELS_A_MEGAPIXEL = 1e6;

    private final ArtworkBytes bytes;
    private final StyleCatalog catalog;
    private final ArtworkCodec codec;
    private final double secondsPerMegapixel;
    private final CloakReport.EncoderUse encoder;

    /** {@code secondsPerMegapixel} is what a task takes beside what the rest of it takes. */
    public CostModelProtector(
            ArtworkBytes bytes, StyleCatalog catalog, ArtworkCodec codec, double secondsPerMegapixel) {
        this.bytes = bytes;
        this.catalog = catalog;
        this.codec = codec;
        this.secondsPerMegapixel = secondsPerMegapixel;
        this.encoder = new CloakReport.EncoderUse("simulated", builtIn(), "none", 1);
    }

    /** The catalog has styles for the built-in encoder, and is asked in its name. */
    private static Sha256 builtIn() {
        try (InputStream weights = ModelShelf.class.getResourceAsStream("/models/scumble-s_encoder.safetensors")) {
            return Sha256.of(Objects.requireNonNull(weights).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The outcome of a task that nothing stood in the way of. */
    public CloakOutcome.Protected protect(CloakTask task) {
        long start = System.nanoTime();
        DecodedArtwork source = codec.decode(bytes.source(task.artwork()));
        Pixels pixels = source.pixels();
        StyleCatalog.AssignedStyle style = catalog.assigned(
                task.artwork().tenant(), task.artist(), encoder.sha256(), new StageStatistics(List.of()));
        takeTime(pixels);
        byte[] file = source.encode(marked(pixels));
        codec.decode(file);
        bytes.storeResult(task.artwork(), task.attempt(), source.mediaType(), file);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new CloakOutcome.Protected(
                Sha256.of(file), file.length, source.mediaType(), report(style.id(), pixels, seconds));
    }

    private void takeTime(Pixels pixels) {
        double megapixels = pixels.width() * (double) pixels.height() / PIXELS_A_MEGAPIXEL;
        try {
            Thread.sleep(Math.round(1000 * (LEAST_SECONDS + secondsPerMegapixel * megapixels)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(FailureCode.INTERNAL, "interrupted", e);
        }
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
                List.of(encoder), style, 1, 0, pixels.width(), pixels.height(), 0, 0, 1, 0, 0, seconds, true);
    }
}

package art.scumble.worker.tensorflow;

import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.BadWeights;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.TaeDecoderArchitecture;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.file.Path;

/** An encoder and its decoder, one behind the other: what a model sees of a picture, and how purifiers begin. */
public final class Autoencoder implements AutoCloseable {
    private static final int REDUCTION = 8;

    private final FeatureNet encoder;
    private final TaeDecoder decoder;

    private Autoencoder(FeatureNet encoder, TaeDecoder decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /**
     * Opens both halves.
     *
     * @param decoderFile of the decoder's weights
     * @param threads for one computation, at least 1
     * @throws BadWeights with one sentence if the two don't belong together
     */
    public static Autoencoder open(Path encoderFile, Weights encoderWeights, Path decoderFile, int threads)
            throws IOException {
        Weights decoderWeights = Weights.read(decoderFile);
        Architecture architecture = Architecture.of(encoderFile, encoderWeights);
        TaeDecoderArchitecture decoder = TaeDecoderArchitecture.of(decoderFile, decoderWeights);
        if (architecture.channels().getLast() != decoder.latents()) {
            throw new BadWeights(decoderFile, "it is of another latent space than the encoder");
        }
        return new Autoencoder(
                new FeatureNet(encoderWeights, architecture, false, threads),
                new TaeDecoder(decoderWeights, decoder, threads));
    }

    /** What the encoder makes of a picture; its sides are rounded up to multiples of 8. */
    public Latents latents(RgbImage image) {
        return new Latents(
                Math.ceilDiv(image.height(), REDUCTION),
                Math.ceilDiv(image.width(), REDUCTION),
                encoder.layers(image.values(), 1, image.height(), image.width()).getLast());
    }

    /** What the decoder makes of latents, within [0, 1]. */
    public RgbImage picture(Latents latents) {
        return decoder.decode(latents.values(), latents.height(), latents.width());
    }

    /** The picture encoded and decoded again; its sides are those of the source, rounded up to multiples of 8. */
    public RgbImage roundTrip(RgbImage image) {
        return picture(latents(image));
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}

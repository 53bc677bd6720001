package art.scumble.worker.models;

import art.scumble.contract.Sha256;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.Autoencoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows what a model sees of a picture: an encoder, and the decoder of its latent space. */
public final class Eye implements AutoCloseable {
    private final String encoder;
    private final Sha256 sha256;
    private final Autoencoder model;

    private Eye(String encoder, Sha256 sha256, Autoencoder model) {
        this.encoder = encoder;
        this.sha256 = sha256;
        this.model = model;
    }

    /**
     * With the first decoder of the shelf that there is an encoder to: its own, or scumble-s, which is built in. Those of
     * the preferred encoders come first.
     *
     * @param threads for one computation, at least 1
     * @return empty if the shelf has no decoder
     * @throws IOException with one sentence if there are decoders, and none of them can be used
     */
    public static Optional<Eye> open(ModelShelf shelf, List<String> preferred, int threads) throws IOException {
        List<String> decoders = new ArrayList<>(preferred);
        decoders.retainAll(shelf.decoders());
        shelf.decoders().stream().filter(name -> !decoders.contains(name)).forEach(decoders::add);
        IOException failure = null;
        for (String decoder : decoders) {
            try {
                String encoder = shelf.here().contains(decoder) ? decoder : ModelShelf.FAITHFUL;
                return Optional.of(open(shelf, encoder, decoder, threads));
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    private static Eye open(ModelShelf shelf, String encoder, String decoder, int threads) throws IOException {
        Weights weights = shelf.weights(encoder);
        return new Eye(
                encoder,
                weights.sha256(),
                Autoencoder.open(shelf.place(encoder), weights, shelf.decoder(decoder), threads));
    }

    /** The encoder's name. */
    public String encoder() {
        return encoder;
    }

    /** Of the encoder's weights. */
    public Sha256 sha256() {
        return sha256;
    }

    /** What comes back of a picture, in its size. */
    public RgbImage seen(RgbImage image) {
        RgbImage whole = model.roundTrip(image);
        float[] values = new float[image.values().length];
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(whole.values(), 3 * y * whole.width(), values, 3 * y * image.width(), 3 * image.width());
        }
        return new RgbImage(image.width(), image.height(), values);
    }

    @Override
    public void close() {
        model.close();
    }
}

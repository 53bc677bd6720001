package art.scumble.worker.command;

import art.scumble.worker.cloaking.BufferedImages;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.cloaking.WorkingSize;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.tensorflow.Autoencoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./scumble models preview}: shows what a model sees of a picture, encoded and decoded again. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Encodes a picture and decodes it again, to show what a model sees of it.")
final class Preview implements Callable<Integer> {
    private static final int LONGEST_SIDE = 1024;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "An encoder whose NAME_decoder.safetensors is here too.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "PICTURE", description = "A PNG or JPEG.")
    private Path picture = Path.of("");

    @Parameters(index = "2", paramLabel = "OUT", description = "A PNG to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        ModelShelf shelf = ModelShelf.configured();
        Path decoderFile = shelf.directory().resolve(name + "_decoder.safetensors");
        if (!Files.exists(decoderFile)) {
            throw new IOException("There is no " + decoderFile + ".");
        }
        Picture source = PlainPictures.read(picture);
        RgbImage seen;
        int threads = Runtime.getRuntime().availableProcessors();
        try (Autoencoder model = Autoencoder.open(shelf.place(name), shelf.weights(name), decoderFile, threads)) {
            seen = model.roundTrip(WorkingSize.of(source, LONGEST_SIDE).of(source));
        }
        ImageIO.write(BufferedImages.of(seen), "png", out.toFile());
        System.out.printf(Locale.ROOT, "%s shows what %s sees of %s.%n", out, name, picture);
        return 0;
    }
}

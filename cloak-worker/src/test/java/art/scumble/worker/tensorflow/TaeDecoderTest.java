package art.scumble.worker.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.cloaking.WorkingSize;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.TaeDecoderArchitecture;
import art.scumble.worker.encoder.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaeDecoderTest {
    private static final Path SHARED = Path.of(System.getProperty("scumble.shared", "../../shared"));

    @TempDir
    private Path folder;

    @Test
    void paintsWhatPlainLoopsPaint() throws IOException {
        // Given
        TaeDecoderArchitecture architecture = new TaeDecoderArchitecture(6, 4, 8);
        Path file = folder.resolve("decoder.safetensors");
        RandomWeights.write(file, architecture.parameters(), 3);
        Weights weights = Weights.read(file);
        Random random = new Random(1);
        double[] planes = random.doubles(4 * 3 * 5, -4, 4).toArray();
        float[] latents = new float[planes.length];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) planes[i % 4 * 15 + i / 4];
        }
        // When
        RgbImage image;
        try (TaeDecoder decoder = new TaeDecoder(weights, TaeDecoderArchitecture.of(file, weights), 1)) {
            image = decoder.decode(latents, 3, 5);
        }
        // Then
        PlainMap expected = new PlainTaeDecoder(weights).decode(new PlainMap(4, 3, 5, planes));
        assertThat(image.width()).isEqualTo(40);
        assertThat(image.height()).isEqualTo(24);
        for (int i = 0; i < image.values().length; i++) {
            double value = expected.values()[i % 3 * expected.area() + i / 3];
            assertThat((double) image.values()[i]).isEqualTo(Math.clamp(value, 0, 1), within(1e-3));
        }
    }

    @Test
    void bringsPaintingsBackFromTaef2sLatents() throws IOException {
        // Given
        Path models = SHARED.resolve("models");
        assumeTrue(Files.isDirectory(models), "no TAEF2 weights: " + models + " is not there");
        Path encoderFile = models.resolve("taef2_encoder.safetensors");
        Path decoderFile = models.resolve("taef2_decoder.safetensors");
        Weights encoder = Weights.read(encoderFile);
        Weights decoder = Weights.read(decoderFile);
        List<Double> decibels = new ArrayList<>();
        try (FeatureNet eye = new FeatureNet(encoder, Architecture.of(encoderFile, encoder), false, 2);
                TaeDecoder hand = new TaeDecoder(decoder, TaeDecoderArchitecture.of(decoderFile, decoder), 2)) {
            for (Path painting : paintings()) {
                // When
                Picture picture = PlainPictures.read(painting);
                RgbImage image = wholeBlocks(WorkingSize.of(picture, 192).of(picture));
                float[] latents = eye.layers(image.values(), 1, image.height(), image.width())
                        .getLast();
                RgbImage back = hand.decode(latents, image.height() / 8, image.width() / 8);
                decibels.add(psnr(image, back));
            }
        }
        // Then
        decibels.sort(null);
        assertThat(decibels.get(decibels.size() / 2)).as("%s", decibels).isGreaterThanOrEqualTo(20);
    }

    private static List<Path> paintings() throws IOException {
        try (Stream<Path> files = Files.list(SHARED.resolve("art/paintings"))) {
            return files.sorted().toList();
        }
    }

    /** Cut to sides that eight divides, so that what comes back is of the same size. */
    private static RgbImage wholeBlocks(RgbImage image) {
        int width = image.width() / 8 * 8;
        int height = image.height() / 8 * 8;
        float[] values = new float[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(image.values(), 3 * y * image.width(), values, 3 * y * width, 3 * width);
        }
        return new RgbImage(width, height, values);
    }

    private static double psnr(RgbImage a, RgbImage b) {
        double squares = 0;
        for (int i = 0; i < a.values().length; i++) {
            squares += Math.pow(a.values()[i] - b.values()[i], 2) / a.values().length;
        }
        return -10 * Math.log10(squares);
    }
}

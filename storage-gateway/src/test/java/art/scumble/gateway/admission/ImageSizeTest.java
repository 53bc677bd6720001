package art.scumble.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.MediaType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSizeTest {
    @TempDir
    Path folder;

    @Test
    void readsPngAndJpegHeaders() throws Exception {
        assertThat(pixels(MediaType.PNG, image("png"))).hasValue(300L * 200);
        assertThat(pixels(MediaType.JPEG, image("jpg"))).hasValue(300L * 200);
    }

    @Test
    void knowsNothingOfAHeaderThatEndsEarlyOrMakesNoSense() throws Exception {
        assertThat(pixels(MediaType.PNG, Arrays.copyOf(image("png"), 20))).isEmpty();
        assertThat(pixels(MediaType.JPEG, Arrays.copyOf(image("jpg"), 40))).isEmpty();
        assertThat(pixels(MediaType.JPEG, new byte[] {-1, -40, -1, -38, 0, 0})).isEmpty();
        byte[] negative = image("png");
        negative[16] = -1;
        assertThat(pixels(MediaType.PNG, negative)).isEmpty();
    }

    private OptionalLong pixels(MediaType type, byte[] file) throws IOException {
        return ImageSize.pixels(Files.write(folder.resolve("file"), file), type);
    }

    private static byte[] image(String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), format, file);
        return file.toByteArray();
    }
}

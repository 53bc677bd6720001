package art.scumble.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import art.scumble.contract.ArtistId;
import art.scumble.contract.ArtworkRef;
import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.MediaType;
import art.scumble.contract.PatternKey;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TenantId;
import art.scumble.worker.artwork.ArtworkCodec;
import art.scumble.worker.artwork.DecodingLimits;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.tickets.ArtworkBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CostModelProtectorTest {
    private static final class Memory implements ArtworkBytes {
        private final byte[] source;
        private byte[] result = new byte[0];

        Memory(byte[] source) {
            this.source = source;
        }

        @Override
        public byte[] source(ArtworkRef artwork) {
            return source;
        }

        @Override
        public void storeResult(ArtworkRef artwork, int attempt, MediaType type, byte[] file) {
            result = file;
        }
    }

    private static final StyleCatalog CATALOG = (tenant, artist, encoder, own) -> new StyleCatalog.AssignedStyle(
            "haze", Target.of(new StageStatistics(List.of())), new PatternKey(new byte[32]));

    @Test
    void storesAMarkedCopyAndSaysThatItIsSimulated() throws IOException {
        // Given
        byte[] source = png(100, 80);
        Memory bytes = new Memory(source);
        // When
        long begun = System.nanoTime();
        CloakOutcome.Protected done = protector(bytes, 50).protect(task(source));
        double seconds = (System.nanoTime() - begun) / 1e9;
        // Then
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(source));
        BufferedImage after = ImageIO.read(new ByteArrayInputStream(bytes.result));
        int changed = 0;
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 100; x++) {
                int difference = before.getRGB(x, y) ^ after.getRGB(x, y);
                assertThat(difference & ~0x010101).isZero();
                changed += difference == 0 ? 0 : 1;
            }
        }
        assertThat(changed).isBetween(1000, 1300);
        assertThat(done.sha256()).isEqualTo(Sha256.of(bytes.result));
        assertThat(done.report().simulated()).isTrue();
        assertThat(done.report().style()).isEqualTo("haze");
        assertThat(seconds).as("0.008 megapixels at 50 s").isBetween(0.4, 10.0);
    }

    @Test
    void refusesWhatTheRealOneRefuses() {
        // Given
        byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
        // When, Then
        assertThatThrownBy(() -> protector(new Memory(text), 0).protect(task(text)))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.NOT_AN_IMAGE));
    }

    private static CostModelProtector protector(ArtworkBytes bytes, double seconds) {
        Workbench bench = new Workbench(
                bytes, CATALOG, new ArtworkCodec(DecodingLimits.DEFAULT), new PictureMemory(1 << 20), () -> () -> {});
        return CostModelProtector.ofTests(bench, seconds, () -> {});
    }

    private static CloakTask task(byte[] source) {
        ArtworkRef ref = new ArtworkRef(
                new TenantId("t"), UUID.randomUUID(), Sha256.of(source), source.length, MediaType.of("image/png"));
        return new CloakTask(
                CloakTask.SCHEMA_VERSION,
                UUID.randomUUID(),
                ref,
                1,
                new ArtistId("a"),
                Intensity.of("low"),
                false,
                false);
    }

    private static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, i * 7919);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}

package art.scumble.worker.cloaking;

import static org.assertj.core.api.Assertions.assertThat;

import art.scumble.contract.Intensity;
import art.scumble.worker.encoder.StageStatistics;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read rather than looked at stays readable. */
class WrittenPicturesTest {
    private static final int INK = 0;
    private static final int PAPER = 255;

    @ParameterizedTest
    @EnumSource(Intensity.class)
    void aCodeStillScans(Intensity intensity) throws WriterException, ReaderException {
        // Given
        String words = "https://example.org/artists/7?work=a b+c";
        Picture code = code(words, 180);
        assertThat(scanned(code)).isEqualTo(words);
        // When
        Picture cloaked = cloak(code, intensity);
        // Then
        assertThat(cloaked.rgb()).isNotEqualTo(code.rgb());
        assertThat(scanned(cloaked)).isEqualTo(words);
    }

    @ParameterizedTest
    @EnumSource(Intensity.class)
    void inkStaysInkAndPaperStaysPaper(Intensity intensity) {
        // Given
        Picture page = page();
        double most = VisibilityBudget.Limits.of(intensity).mostLevels();
        // When
        Picture cloaked = cloak(page, intensity);
        // Then
        assertThat(cloaked.rgb()).isNotEqualTo(page.rgb());
        for (int i = 0; i < page.rgb().length; i++) {
            int before = page.rgb()[i] & 0xFF;
            int after = cloaked.rgb()[i] & 0xFF;
            if (before == INK) {
                assertThat((double) after).isLessThanOrEqualTo(most);
            } else if (before == PAPER) {
                assertThat((double) after).isGreaterThanOrEqualTo(PAPER - most);
            }
        }
    }

    private static Picture cloak(Picture picture, Intensity intensity) {
        Cloaker cloaker = new Cloaker(new PulledApart(3), new Effort(128, 8));
        StageStatistics own = cloaker.style(picture);
        return cloaker.cloak(
                picture,
                own,
                Target.of(cloaker.style(Paintings.flat(80, 80, 30))),
                VisibilityBudget.Limits.of(intensity),
                5);
    }

    private static Picture code(String words, int side) throws WriterException {
        BitMatrix modules = new QRCodeWriter().encode(words, BarcodeFormat.QR_CODE, side, side);
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (modules.get(i / 3 % side, i / 3 / side) ? INK : PAPER);
        }
        return Picture.opaque(side, side, rgb);
    }

    private static String scanned(Picture picture) throws ReaderException {
        int[] pixels = new int[picture.width() * picture.height()];
        for (int i = 0; i < pixels.length; i++) {
            int grey = picture.rgb()[3 * i] & 0xFF;
            pixels[i] = new Color(grey, grey, grey).getRGB();
        }
        RGBLuminanceSource source = new RGBLuminanceSource(picture.width(), picture.height(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    private static Picture page() {
        BufferedImage image = new BufferedImage(240, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 240, 120);
        graphics.setColor(Color.BLACK);
        for (int stroke = 0; stroke < 20; stroke++) {
            graphics.fillRect(10 + 11 * stroke, 20 + stroke % 3, 2, 30);
            graphics.fillRect(10 + 11 * stroke, 60 + stroke % 5, 8, 2);
        }
        graphics.dispose();
        return PlainPictures.of(image);
    }
}

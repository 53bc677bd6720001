package art.scumble.worker.show;

import art.scumble.contract.Sha256;
import art.scumble.worker.artwork.Pixels;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A gallery and a folder of results, as protect leaves them behind. */
final class Results {
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode report = json.createObjectNode();
    private final Path originals;
    private final Path folder;

    Results(Path root) throws IOException {
        originals = Files.createDirectories(root.resolve("originals"));
        folder = Files.createDirectories(root.resolve("results"));
        report.put("gallery", originals.toString());
        report.putArray("artworks");
    }

    Path folder() {
        return folder;
    }

    Path originals() {
        return originals;
    }

    /** A work that was protected. */
    ObjectNode isProtected(String reference, byte[] before, byte[] after) throws IOException {
        write(originals, reference, before);
        write(folder, reference, after);
        ObjectNode work = work(reference, "protected");
        work.putObject("result").put("sha256", Sha256.of(after).hex());
        ObjectNode figures = work.putObject("report");
        figures.putArray("encoders")
                .addObject()
                .put("name", "tiny")
                .put("sha256", "0123456789abcdef".repeat(4))
                .put("precision", "fp32")
                .put("weight", 1);
        figures.put("style", "hoitsu-rinpa").put("steps", 24);
        figures.put("workingWidth", 120).put("workingHeight", 90);
        figures.put("displacement", 0.5)
                .put("shiftedDisplacement", 0.125)
                .put("approach", -0.07)
                .put("ssim", 0.987);
        figures.put("meanDeltaE", 0.61)
                .put("p95DeltaE", 1.52)
                .put("seconds", 8.25)
                .put("simulated", false);
        return work;
    }

    /** A work that was refused. */
    ObjectNode refused(String reference, String code, String reason, String advice) {
        return work(reference, "refused")
                .put("code", code)
                .put("reason", reason)
                .put("advice", advice);
    }

    private ObjectNode work(String reference, String state) {
        return report.withArrayProperty("artworks")
                .addObject()
                .put("reference", reference)
                .put("artist", "vincent")
                .put("state", state);
    }

    /** Writes the report. */
    Path written() throws IOException {
        json.writeValue(folder.resolve(WorksFile.NAME).toFile(), report);
        return folder;
    }

    private static void write(Path root, String reference, byte[] file) throws IOException {
        Path target = root.resolve(reference);
        Files.createDirectories(target.getParent());
        Files.write(target, file);
    }

    /** The picture as a file without loss. */
    static byte[] png(Pixels rgb) throws IOException {
        BufferedImage image = new BufferedImage(rgb.width(), rgb.height(), BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < rgb.width() * rgb.height(); i++) {
            int colour = (rgb.samples()[3 * i] & 0xFF) << 16
                    | (rgb.samples()[3 * i + 1] & 0xFF) << 8
                    | (rgb.samples()[3 * i + 2] & 0xFF);
            image.setRGB(i % rgb.width(), i / rgb.width(), colour);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** The picture, each sample a little lighter. */
    static Pixels lighter(Pixels pixels, int levels) {
        byte[] samples = pixels.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.min(255, (samples[i] & 0xFF) + levels);
        }
        return new Pixels(pixels.width(), pixels.height(), pixels.model(), samples);
    }
}

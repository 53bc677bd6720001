package art.scumble.worker.encoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Writes a narrow TAE encoder with random weights, so that the whole pipeline can be tested where no trained encoder
 * is at hand. A cloak computed on it is real, and worthless.
 */
public final class TinyTae {
    /** 8 channels, 4 latents, with the normalised branch, so that every kind of layer is there. */
    public static final TaeArchitecture ARCHITECTURE = new TaeArchitecture(8, 4, 16);

    private TinyTae() {}

    /** Arguments: the file to write, the seed. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), ARCHITECTURE, Long.parseLong(args[1]));
    }

    /** Writes the file; the same seed gives the same bytes. */
    public static void write(Path file, TaeArchitecture architecture, long seed) throws IOException {
        Random random = new Random(seed);
        List<TaeArchitecture.Parameter> parameters = architecture.parameters();
        StringJoiner header = new StringJoiner(",", "{", "}");
        int offset = 0;
        for (TaeArchitecture.Parameter parameter : parameters) {
            int end = offset + 4 * count(parameter);
            header.add("\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(parameter.name(), parameter.shape(), offset, end));
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + json.length + offset).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(json.length).put(json);
        for (TaeArchitecture.Parameter parameter : parameters) {
            fill(out, parameter, random);
        }
        Files.write(file, out.array());
    }

    private static int count(TaeArchitecture.Parameter parameter) {
        return parameter.shape().stream().reduce(1, Math::multiplyExact);
    }

    /** He's initialisation for convolutions (He et al., 2015), ones and small biases elsewhere. */
    private static void fill(ByteBuffer out, TaeArchitecture.Parameter parameter, Random random) {
        int count = count(parameter);
        boolean kernel = parameter.shape().size() == 4;
        double spread = kernel ? Math.sqrt(2.0 * parameter.shape().getFirst() / count) : 0.05;
        double centre = parameter.name().endsWith(".pool.1.weight") ? 1 : 0;
        for (int i = 0; i < count; i++) {
            out.putFloat((float) (centre + spread * random.nextGaussian()));
        }
    }
}

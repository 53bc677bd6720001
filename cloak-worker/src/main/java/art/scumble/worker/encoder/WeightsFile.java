package art.scumble.worker.encoder;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Writes tensors as a safetensors file.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class WeightsFile {
    /** How values are stored. */
    public enum Type {
        F32(Float.BYTES),
        F16(Short.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    private WeightsFile() {}

    /** Replaces the file at once, so that no half-written one is ever there; the same tensors give the same bytes. */
    public static void write(Path file, Map<String, Weights.Tensor> tensors, Type type) throws IOException {
        List<Architecture.Parameter> parameters = new ArrayList<>();
        tensors.forEach((name, tensor) -> parameters.add(new Architecture.Parameter(name, tensor.shape())));
        write(
                file,
                parameters,
                parameter ->
                        Objects.requireNonNull(tensors.get(parameter.name())).values(),
                type);
    }

    /** Likewise tensors that are not all in memory at once: each one's values are asked for when they are written. */
    public static void write(
            Path file,
            List<Architecture.Parameter> parameters,
            Function<Architecture.Parameter, float[]> values,
            Type type)
            throws IOException {
        StringJoiner header = new StringJoiner(",", "{", "}");
        long offset = 0;
        for (Architecture.Parameter parameter : parameters) {
            long end = offset + (long) type.bytes * parameter.values();
            header.add("\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(parameter.name(), type, parameter.shape(), offset, end));
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            out.write(json);
            for (Architecture.Parameter parameter : parameters) {
                out.write(bytes(values.apply(parameter), type));
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] bytes(float[] values, Type type) {
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(type.bytes, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case F32 -> out.putFloat(value);
                case F16 -> out.putShort(Float.floatToFloat16(value));
            }
        }
        return out.array();
    }
}

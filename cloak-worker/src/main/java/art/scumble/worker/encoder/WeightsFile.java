package art.scumble.worker.encoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.StringJoiner;

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
        StringJoiner header = new StringJoiner(",", "{", "}");
        int offset = 0;
        for (Map.Entry<String, Weights.Tensor> tensor : tensors.entrySet()) {
            int end = Math.addExact(
                    offset, Math.multiplyExact(type.bytes, tensor.getValue().values().length));
            header.add("\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(tensor.getKey(), type, tensor.getValue().shape(), offset, end));
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + json.length + offset).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(json.length).put(json);
        for (Weights.Tensor tensor : tensors.values()) {
            for (float value : tensor.values()) {
                put(out, value, type);
            }
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, out.array());
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void put(ByteBuffer out, float value, Type type) {
        switch (type) {
            case F32 -> out.putFloat(value);
            case F16 -> out.putShort(Float.floatToFloat16(value));
        }
    }
}

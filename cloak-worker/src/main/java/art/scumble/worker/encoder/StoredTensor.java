package art.scumble.worker.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A tensor where it lies. It was read once, to be hashed and checked, and is read again when its values are wanted; should
 * its bytes no longer be the same, it is refused.
 *
 * @param file that messages point to
 * @param checksum of its bytes when they were checked
 */
record StoredTensor(
        Path file, WeightBytes bytes, SafetensorsHeader.Entry entry, Type type, List<Integer> shape, int checksum) {
    /** How its values are stored. */
    enum Type {
        F32(4),
        F16(2),
        BF16(2);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        float next(ByteBuffer data) {
            return switch (this) {
                case F32 -> data.getFloat();
                case F16 -> Float.float16ToFloat(data.getShort());
                case BF16 -> Float.intBitsToFloat(data.getShort() << 16);
            };
        }
    }

    /** What looks at a tensor's bytes, in pieces that hold whole values. */
    private interface Reader {
        void take(ByteBuffer piece) throws IOException;
    }

    /**
     * A tensor, once looked through.
     *
     * @param digest that gets its bytes
     * @throws BadWeights if its data are not what its description says, or hold a value that is not finite
     */
    static StoredTensor checked(Path file, WeightBytes bytes, SafetensorsHeader.Entry entry, MessageDigest digest)
            throws IOException {
        List<Integer> shape = shape(file, entry);
        Type type = type(file, entry);
        if (values(shape) * type.bytes != entry.end() - entry.begin()) {
            throw tooLittle(file, entry.name());
        }
        CRC32C checksum = new CRC32C();
        read(bytes, entry, piece -> {
            digest.update(piece.duplicate());
            checksum.update(piece.duplicate());
            while (piece.hasRemaining()) {
                if (!Float.isFinite(type.next(piece))) {
                    throw new BadWeights(file, "tensor " + entry.name() + " holds a value that is not finite");
                }
            }
        });
        return new StoredTensor(file, bytes, entry, type, shape, (int) checksum.getValue());
    }

    /** Gives a digest the bytes of a tensor that is of no use. */
    static void skip(WeightBytes bytes, SafetensorsHeader.Entry entry, MessageDigest digest) throws IOException {
        read(bytes, entry, digest::update);
    }

    private static void read(WeightBytes bytes, SafetensorsHeader.Entry entry, Reader reader) throws IOException {
        for (long position = entry.begin(); position < entry.end(); position += WeightBytes.PIECE_BYTES) {
            reader.take(bytes.piece(position, (int) Math.min(WeightBytes.PIECE_BYTES, entry.end() - position)));
        }
    }

    private static List<Integer> shape(Path file, SafetensorsHeader.Entry entry) throws BadWeights {
        List<Integer> shape = new ArrayList<>();
        long count = 1;
        for (JsonNode size : entry.description().path("shape")) {
            if (!size.canConvertToInt() || size.asInt() < 0) {
                throw new BadWeights(file, "tensor " + entry.name() + " has an impossible shape");
            }
            shape.add(size.asInt());
            count *= size.asInt();
            if (count > entry.end() - entry.begin()) {
                throw tooLittle(file, entry.name());
            }
            if (count > Integer.MAX_VALUE / Float.BYTES) {
                throw new BadWeights(file, "tensor " + entry.name() + " is larger than 2 GiB");
            }
        }
        return List.copyOf(shape);
    }

    private static Type type(Path file, SafetensorsHeader.Entry entry) throws BadWeights {
        String type = entry.description().path("dtype").asText();
        return switch (type) {
            case "F32" -> Type.F32;
            case "F16" -> Type.F16;
            case "BF16" -> Type.BF16;
            default ->
                throw new BadWeights(file, "tensor " + entry.name() + " is of type " + type + ", not F16, BF16 or F32");
        };
    }

    private static BadWeights tooLittle(Path file, String name) {
        return new BadWeights(file, "tensor " + name + " does not have as much data as its shape needs");
    }

    private static long values(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /**
     * Its values.
     *
     * @throws BadWeights if they are no longer those that were checked
     */
    float[] values() throws IOException {
        float[] values = new float[Math.toIntExact(values(shape))];
        int[] next = {0};
        CRC32C now = new CRC32C();
        read(bytes, entry, piece -> {
            now.update(piece.duplicate());
            while (piece.hasRemaining()) {
                values[next[0]++] = type.next(piece);
            }
        });
        if ((int) now.getValue() != checksum) {
            throw new BadWeights(file, "it has changed since it was checked");
        }
        return values;
    }
}

package art.scumble.worker.encoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a file of weights, of which a piece at a time is wanted. */
sealed interface WeightBytes {
    /** Of what is read at once. */
    int PIECE_BYTES = 4 << 20;

    /** How many there are. */
    long size();

    /**
     * A piece, little-endian.
     *
     * @throws BadWeights if the file has become shorter
     */
    ByteBuffer piece(long position, int length) throws IOException;

    /** All of them in memory. */
    record InMemory(byte[] bytes) implements WeightBytes {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public ByteBuffer piece(long position, int length) {
            return ByteBuffer.wrap(bytes, Math.toIntExact(position), length).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** A file too large for memory. It is opened anew for each piece, so that there is nothing to close. */
    record OnDisk(Path file, long size) implements WeightBytes {
        @Override
        public ByteBuffer piece(long position, int length) throws IOException {
            ByteBuffer piece = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            try (FileChannel channel = FileChannel.open(file)) {
                while (piece.hasRemaining()) {
                    if (channel.read(piece, position + piece.position()) < 0) {
                        throw new BadWeights(file, "it has become shorter while it was read");
                    }
                }
            }
            return piece.flip();
        }
    }
}

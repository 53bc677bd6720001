package art.scumble.worker.artwork;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a picture is turned when it is shown, as Exif tells it.
 *
 * @param tag 1 (as it is) to 8
 */
public record Orientation(int tag) {
    private static final int NAME = 4;
    private static final byte[] PNG = "\u0089PNG".getBytes(StandardCharsets.ISO_8859_1);

    public Orientation {
        if (tag < 1 || tag > 8) {
            throw new IllegalArgumentException("an orientation is 1 to 8");
        }
    }

    /** Of a PNG or JPEG that can be decoded. */
    public static Orientation of(byte[] file) {
        if (!Arrays.equals(file, 0, Math.min(NAME, file.length), PNG, 0, NAME)) {
            return new Orientation(JpegMetadata.orientation(JpegSegments.read(file)));
        }
        return new Orientation(PngChunk.readAll(file).stream()
                .filter(chunk -> chunk.is("eXIf"))
                .mapToInt(chunk -> Exif.orientation(chunk.data()))
                .findFirst()
                .orElse(1));
    }

    /** Whether width and height change places. */
    public boolean isSideways() {
        return tag > 4;
    }

    /** Which pixel of a picture of this size is seen at (x, y) once it is turned, counted row by row. */
    public int source(int x, int y, int width, int height) {
        int across = isSideways() ? y : x;
        int down = isSideways() ? x : y;
        boolean fromRight = tag == 2 || tag == 3 || tag == 7 || tag == 8;
        boolean fromBelow = tag == 3 || tag == 4 || tag == 6 || tag == 7;
        return (fromBelow ? height - 1 - down : down) * width + (fromRight ? width - 1 - across : across);
    }
}

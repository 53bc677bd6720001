package art.scumble.evaluation.speed;

import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.WorkingSize;

/**
 * The middle of a picture, as large a square as it holds, at another size.
 *
 * @param picture at that size
 * @param middle the square's side in the source, in pixels
 */
record Square(Picture picture, int middle) {
    /** Of this side in pixels; one that the source does not hold is enlarged. */
    static Square of(Picture source, int side) {
        int middle = Math.min(source.width(), source.height());
        Picture cropped = middle(source, middle);
        return new Square(middle == side ? cropped : Work.picture(new WorkingSize(side, side).of(cropped)), middle);
    }

    private static Picture middle(Picture source, int side) {
        int left = (source.width() - side) / 2;
        int top = (source.height() - side) / 2;
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(source.rgb(), 3 * ((top + y) * source.width() + left), rgb, 3 * y * side, 3 * side);
        }
        return Picture.opaque(side, side, rgb);
    }

    /** What was done to get it. */
    String words() {
        int side = picture.width();
        String change =
                middle == side ? "" : (middle < side ? ", enlarged to " : ", reduced to ") + side + " × " + side;
        return "the middle " + middle + " × " + middle + change;
    }
}

package art.scumble.worker.task;

import art.scumble.worker.artwork.ArtworkCodec;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.tickets.ArtworkBytes;
import java.util.function.Supplier;

/**
 * What a task is worked on with, whatever is done to its picture.
 *
 * @param memory for all pictures that this worker has in hand
 * @param turn waits until it is this task's turn to search; all else goes on beside other tasks' searches
 */
public record Workbench(
        ArtworkBytes bytes,
        StyleCatalog catalog,
        ArtworkCodec codec,
        PictureMemory memory,
        Supplier<SearchTurns.Turn> turn) {
    /** Of a decoded picture, its output, and what is measured on them, at their most. */
    private static final long BYTES_A_PIXEL = 60;

    /** Waits until there is room for this file's picture. */
    PictureMemory.Room roomFor(byte[] file) {
        return memory.reserve(BYTES_A_PIXEL * codec.pixels(file));
    }
}

package art.scumble.worker.artwork;

import art.scumble.contract.MediaType;

/** A file that was read, and can be written again with other colours and everything else as it was. */
public interface DecodedArtwork {
    /** The container. */
    MediaType mediaType();

    /** The picture in the file, not turned by its orientation tag. */
    Pixels pixels();

    /**
     * The file with other colours.
     *
     * @param changed of the same size and colour model; its alpha, and its colours where alpha is zero, don't count: the
     *     file's own are written
     */
    byte[] encode(Pixels changed);
}

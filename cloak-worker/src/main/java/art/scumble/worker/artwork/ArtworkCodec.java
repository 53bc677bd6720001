package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;

/** Reads artworks by their first bytes, whatever their name says, and refuses what it could not give back as it was. */
public final class ArtworkCodec {
    private static final String PNG = "\u0089PNG\r\n\u001a\n";
    private static final String JPEG = "\u00ff\u00d8\u00ff";

    private final DecodingLimits limits;

    public ArtworkCodec(DecodingLimits limits) {
        this.limits = limits;
    }

    /** Width times height by the header; 0 if there is none or they are too many, and the file can't be decoded. */
    public long pixels(byte[] file) {
        long pixels = told(file);
        return pixels <= limits.mostPixels() ? pixels : 0;
    }

    private static long told(byte[] file) {
        try {
            if (ForeignFormat.startsWith(file, 0, PNG)) {
                return PngArtwork.pixels(file);
            }
            return ForeignFormat.startsWith(file, 0, JPEG) ? JpegArtwork.pixels(file) : 0;
        } catch (RuntimeException e) {
            return 0;
        }
    }

    /**
     * Reads a whole file. What follows the end of the picture is no part of it.
     *
     * @throws PermanentFailure naming the property if Scumble does not take the file
     */
    public DecodedArtwork decode(byte[] file) {
        if (file.length == 0) {
            throw new PermanentFailure(FailureCode.EMPTY_FILE, "the file has no bytes");
        }
        try {
            if (ForeignFormat.startsWith(file, 0, PNG)) {
                return PngArtwork.decode(file, limits);
            }
            if (ForeignFormat.startsWith(file, 0, JPEG)) {
                return JpegArtwork.decode(file, limits);
            }
        } catch (PermanentFailure e) {
            throw e;
        } catch (RuntimeException e) {
            // The JDK's readers answer to broken files with whatever they stumble over.
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "the file contradicts itself", e);
        }
        throw ForeignFormat.refusal(file);
    }
}

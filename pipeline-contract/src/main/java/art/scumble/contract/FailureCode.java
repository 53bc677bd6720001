package art.scumble.contract;

/** Why an artwork was refused or abandoned. Names are part of the contract and never change their meaning. */
public enum FailureCode {
    /** The request named an artist that breaks {@link ArtistId#RULE}. */
    BAD_ARTIST_ID("Use an artist id of letters, digits and . _ @ : - (at most 128)."),
    /** A field of the artwork's entry is missing or malformed. */
    BAD_REQUEST("Correct the entry and submit it again."),
    /** Nothing was uploaded under the ticket, or the source key does not exist. */
    SOURCE_MISSING("Upload the file first, or correct the source key."),
    /** The file has no bytes. */
    EMPTY_FILE("Upload the file again."),
    /** The file is larger than the installation takes. */
    FILE_TOO_LARGE("Submit a smaller file."),
    /** The bytes are no image that Scumble knows. */
    NOT_AN_IMAGE("Submit a PNG or JPEG file."),
    /** An image, of a container that Scumble does not take. */
    UNSUPPORTED_FORMAT("Convert it to PNG or JPEG."),
    /** More than one picture in the file. */
    ANIMATED_OR_MULTIPAGE("Submit each picture as a file of its own."),
    /** Width or height or their product is above the limit, by the header. */
    TOO_MANY_PIXELS("Submit a smaller rendition."),
    /** Too small for a cloak to do anything. */
    TOO_FEW_PIXELS("Submit a larger rendition."),
    /** For example 16 bits or 1 bit a channel. */
    UNSUPPORTED_BIT_DEPTH("Submit an 8-bit rendition."),
    /** For example CMYK, or a palette. */
    UNSUPPORTED_COLOUR_MODEL("Submit a grey or RGB rendition."),
    /** An ICC profile that is broken or of another colour model than the pixels. */
    BAD_COLOUR_PROFILE("Repair or remove the embedded profile."),
    /** A gain map (HDR) that a cloaked base picture would no longer match. */
    GAIN_MAP("Submit a rendition without a gain map."),
    /** A property of the file that would be lost. */
    UNSUPPORTED_FEATURE("Submit a plain rendition."),
    /** The file ends too early. */
    TRUNCATED("Upload the file again."),
    /** The file contradicts itself, or its metadata is a bomb. */
    CORRUPT_IMAGE("Write the file anew with an image program."),
    /** The file is one of Scumble's results: a second cloak on the first would only be seen. */
    ALREADY_PROTECTED("Submit the original, with force if it is to be protected anew."),
    /** The cloak would not do enough at this visibility. */
    BELOW_EFFECT_FLOOR("This picture hides too little of a cloak, or none that does more than such texture anywhere."),
    /** The catalog has no style for the encoder that the worker has. */
    STYLE_NOT_MEASURED("Ask the operator to measure the styles with this encoder."),
    /** The stored bytes are not those that were admitted. */
    SOURCE_CHANGED("Submit the artwork again."),
    /** The object store refuses or does not answer. */
    STORE_UNAVAILABLE("Try again later."),
    /** The object store has no room for what it was given. */
    STORE_FULL("Wait: work goes on by itself once the operator has enlarged the object store."),
    /** storage-gateway refuses or does not answer. */
    GATEWAY_UNAVAILABLE("Try again later."),
    /** style-catalog refuses or does not answer. */
    CATALOG_UNAVAILABLE("Try again later."),
    /** Workers took the artwork again and again, and none of them told how it ended. */
    ATTEMPTS_EXHAUSTED("Ask the operator to look into the workers' logs, with the artwork's id."),
    /** The picture brought down the process that it ran alone in, or took longer there than a task may. */
    POISON("Write the file anew with an image program, or submit a smaller rendition."),
    /** Its job was cancelled. */
    CANCELLED("Submit it again if it is to be protected after all."),
    /** Something that nobody foresaw. */
    INTERNAL("Report it, with the artwork's id.");

    private final String advice;

    FailureCode(String advice) {
        this.advice = advice;
    }

    /** What the platform can do about it, one sentence. */
    public String advice() {
        return advice;
    }
}

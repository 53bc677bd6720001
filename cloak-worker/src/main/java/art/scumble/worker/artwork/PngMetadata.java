package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Which chunks of a PNG a cloaked file keeps: byte for byte those that the standard knows or calls safe to copy, but
 * for thumbnails, which still show the picture without its cloak. Unknown chunks that depend on the picture are dropped
 * as the standard demands (Apple's iDOT, previews of drawing programs, C2PA claims that would no longer hold).
 *
 * @see <a href="https://www.w3.org/TR/png-3/#14Ordering">PNG, 14.1 and 14.2</a>
 */
final class PngMetadata {
    private static final Set<String> CRITICAL = Set.of("IHDR", "PLTE", "IDAT", "IEND");
    private static final Set<String> KNOWN = Set.of(
            "PLTE", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "hIST", "tIME", "cICP", "mDCV", "cLLI", "pCAL",
            "sCAL", "sTER");
    private static final int MOST_TEXT_BYTES = 16 << 20;
    private static final Set<String> TEXT = Set.of("tEXt", "zTXt", "iTXt");
    private static final String RAW_PROFILE = "Raw profile type ";
    private static final Set<String> PROFILES_WITH_PICTURES = Set.of("exif", "app1", "8bim", "app13", "xmp");
    private static final int MOST_RAW_PROFILE_BYTES = 1 << 20;

    private PngMetadata() {}

    /** Refuses what would be lost, or what no decoder could understand. */
    static void check(PngChunk chunk) {
        if (chunk.is("acTL")) {
            throw new PermanentFailure(FailureCode.ANIMATED_OR_MULTIPAGE, "an animated PNG");
        }
        if (chunk.is("tRNS")) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_FEATURE, "a PNG with a transparent colour (tRNS) is not supported");
        }
        if (!chunk.type().matches("[A-Za-z]{4}")) {
            throw new PermanentFailure(FailureCode.CORRUPT_IMAGE, "a chunk of the PNG has no name");
        }
        if (Character.isUpperCase(chunk.type().charAt(0)) && !CRITICAL.contains(chunk.type())) {
            throw new PermanentFailure(
                    FailureCode.UNSUPPORTED_FEATURE,
                    "a PNG with a critical chunk " + chunk.type() + " is not supported");
        }
    }

    /** The chunk as the cloaked file has it; empty if it has it not. */
    static Optional<PngChunk> kept(PngChunk chunk) {
        if (chunk.is("eXIf")) {
            return Exif.withoutThumbnail(chunk.data()).map(data -> new PngChunk("eXIf", data));
        }
        if (chunk.is("iTXt") && keyword(chunk.data()).equals(Xmp.PNG_KEYWORD)) {
            return withoutThumbnails(chunk);
        }
        boolean safeToCopy = Character.isLowerCase(chunk.type().charAt(3));
        boolean picture = TEXT.contains(chunk.type()) && mayHoldPicture(chunk);
        return (safeToCopy || KNOWN.contains(chunk.type())) && !picture ? Optional.of(chunk) : Optional.empty();
    }

    private static Optional<PngChunk> withoutThumbnails(PngChunk xmp) {
        OptionalInt start = compressedText(xmp);
        if (start.isEmpty()) {
            return Xmp.withoutThumbnails(xmp.data()).map(data -> new PngChunk("iTXt", data));
        }
        try {
            byte[] packet = inflate(xmp.data(), start.getAsInt(), MOST_TEXT_BYTES);
            return Xmp.holdsThumbnails(packet) ? Optional.empty() : Optional.of(xmp);
        } catch (DataFormatException e) {
            throw brokenText(e);
        }
    }

    /**
     * Looks at all compressed texts.
     *
     * @throws PermanentFailure if one is broken, or if together they would inflate without end in whatever reads the
     *     file next
     */
    static void refuseBombs(List<PngChunk> chunks) {
        int left = MOST_TEXT_BYTES;
        for (PngChunk chunk : chunks) {
            OptionalInt start = compressedText(chunk);
            if (start.isPresent()) {
                try {
                    left -= inflate(chunk.data(), start.getAsInt(), left).length;
                } catch (DataFormatException e) {
                    throw brokenText(e);
                }
            }
        }
    }

    private static PermanentFailure brokenText(DataFormatException cause) {
        return new PermanentFailure(
                FailureCode.CORRUPT_IMAGE,
                "a compressed text in the PNG is broken, or its texts inflate to more than 16 MiB",
                cause);
    }

    /** Where the compressed text of a chunk begins; empty if it has none. */
    private static OptionalInt compressedText(PngChunk chunk) {
        byte[] data = chunk.data();
        int start = keyword(data).length() + 2;
        if (chunk.is("iTXt")) {
            boolean compressed = start - 1 < data.length && data[start - 1] == 1;
            // After the method come the language and the translated keyword.
            start = compressed ? afterZero(data, afterZero(data, start + 1)) : data.length;
        } else if (!chunk.is("zTXt")) {
            return OptionalInt.empty();
        }
        return start < data.length ? OptionalInt.of(start) : OptionalInt.empty();
    }

    private static int afterZero(byte[] data, int from) {
        int at = from;
        while (at < data.length && data[at] != 0) {
            at++;
        }
        return at + 1;
    }

    /** ImageMagick puts blocks of JPEG files into text chunks, in hexadecimal. */
    private static boolean mayHoldPicture(PngChunk chunk) {
        String keyword = keyword(chunk.data());
        if (!keyword.startsWith(RAW_PROFILE)
                || !PROFILES_WITH_PICTURES.contains(keyword.substring(RAW_PROFILE.length()))) {
            return false;
        }
        Optional<byte[]> block = keyword.endsWith("exif") ? rawProfile(chunk, keyword.length()) : Optional.empty();
        return block.filter(PngMetadata::isPlainExif).isEmpty();
    }

    private static boolean isPlainExif(byte[] block) {
        int start = new String(block, StandardCharsets.ISO_8859_1).startsWith("Exif\0\0") ? 6 : 0;
        return Exif.hasNoThumbnail(Arrays.copyOfRange(block, start, block.length));
    }

    private static String keyword(byte[] data) {
        String text = new String(data, 0, Math.min(data.length, 80), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        String keyword = end < 0 ? text : text.substring(0, end);
        return keyword.startsWith(RAW_PROFILE)
                ? RAW_PROFILE + keyword.substring(RAW_PROFILE.length()).toLowerCase(Locale.ROOT)
                : keyword;
    }

    /** The block: after the keyword, text of a name, a count of bytes, and their digits; empty if it is none. */
    private static Optional<byte[]> rawProfile(PngChunk chunk, int keyword) {
        if (chunk.data().length > MOST_RAW_PROFILE_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] text = chunk.is("zTXt")
                    ? inflate(chunk.data(), keyword + 2, MOST_RAW_PROFILE_BYTES)
                    : Arrays.copyOfRange(chunk.data(), keyword + 1, chunk.data().length);
            String[] lines =
                    new String(text, StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
            return Optional.of(HexFormat.of().parseHex(lines[2].replaceAll("\\s", "")));
        } catch (DataFormatException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * Inflates the rest of a chunk, but not what would become a bomb.
     *
     * @throws DataFormatException if it is broken or longer than so many bytes
     */
    static byte[] inflate(byte[] data, int start, int mostBytes) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data, start, data.length - start);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 14];
            int count = inflater.inflate(part);
            while (count > 0) {
                out.write(part, 0, count);
                if (out.size() > mostBytes) {
                    throw new DataFormatException("longer than " + mostBytes + " bytes");
                }
                count = inflater.inflate(part);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}

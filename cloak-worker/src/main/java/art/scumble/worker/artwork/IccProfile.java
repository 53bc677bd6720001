package art.scumble.worker.artwork;

import art.scumble.contract.FailureCode;
import art.scumble.contract.PermanentFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The header of an embedded colour profile: enough to know that it belongs to the picture. The profile itself is
 * copied, byte for byte.
 *
 * @see <a href="https://www.color.org/specification/ICC.1-2022-05.pdf">ICC.1, 7.2</a>
 */
final class IccProfile {
    private static final int HEADER = 128;
    private static final int COLOUR_SPACE = 16;
    private static final int SIGNATURE = 36;
    private static final int RENDERING_INTENT = 64;

    private IccProfile() {}

    /** Refuses a profile that is broken or speaks of other colours than the picture's. */
    static void check(byte[] profile, boolean grey) {
        if (profile.length < HEADER) {
            throw refusal("is too short");
        }
        ByteBuffer header = ByteBuffer.wrap(profile);
        if (Integer.toUnsignedLong(header.getInt(0)) != profile.length) {
            throw refusal("claims " + Integer.toUnsignedLong(header.getInt(0)) + " bytes and has " + profile.length);
        }
        if (!text(profile, SIGNATURE).equals("acsp")) {
            throw refusal("has no profile signature");
        }
        if (Integer.compareUnsigned(header.getInt(RENDERING_INTENT), 3) > 0) {
            throw refusal("has an unknown rendering intent");
        }
        String space = text(profile, COLOUR_SPACE);
        if (!space.equals(grey ? "GRAY" : "RGB ")) {
            throw refusal("is for " + space.strip() + ", which the picture is not");
        }
    }

    private static String text(byte[] profile, int offset) {
        return new String(profile, offset, 4, StandardCharsets.ISO_8859_1);
    }

    static PermanentFailure refusal(String reason) {
        return new PermanentFailure(FailureCode.BAD_COLOUR_PROFILE, "the embedded colour profile " + reason);
    }
}

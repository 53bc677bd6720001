package art.scumble.chaos.load;

import art.scumble.contract.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;

/** What is submitted, and how it must end. */
enum Kind {
    GOOD(Optional.empty()),
    EMPTY(Optional.of(FailureCode.EMPTY_FILE)),
    TEXT(Optional.of(FailureCode.NOT_AN_IMAGE)),
    TRUNCATED(Optional.of(FailureCode.TRUNCATED)),
    HUGE(Optional.of(FailureCode.TOO_MANY_PIXELS)),
    TINY(Optional.of(FailureCode.TOO_FEW_PIXELS)),
    ANIMATED(Optional.of(FailureCode.ANIMATED_OR_MULTIPAGE)),
    BOMB(Optional.of(FailureCode.CORRUPT_IMAGE)),
    NEVER_UPLOADED(Optional.of(FailureCode.SOURCE_MISSING)),
    NAMELESS(Optional.of(FailureCode.BAD_ARTIST_ID)),
    POISON(Optional.of(FailureCode.POISON));

    private static final int PLANTED_ONE_IN = 14;

    /** It takes three processes down, so that it is rare. */
    private static final int POISON_ONE_IN = 500;

    private final Optional<FailureCode> code;

    Kind(Optional<FailureCode> code) {
        this.code = code;
    }

    /** Of an artwork, by its seed. */
    static Kind of(long seed) {
        Random random = new Random(~seed);
        if (random.nextInt(POISON_ONE_IN) == 0) {
            return POISON;
        }
        return random.nextInt(PLANTED_ONE_IN) > 0 ? GOOD : values()[random.nextInt(1, values().length - 1)];
    }

    /** {@code protected}, or the code that it must end with. */
    String expected() {
        return code.map(FailureCode::name).orElse("protected");
    }

    byte[] source(long seed) {
        return switch (this) {
            case GOOD, NAMELESS -> Picture.png(Picture.good(seed));
            case EMPTY, NEVER_UPLOADED -> new byte[0];
            case TEXT -> ("no picture " + seed).getBytes(StandardCharsets.UTF_8);
            case TRUNCATED -> Picture.truncated(seed);
            case HUGE -> Picture.huge(seed);
            case TINY -> Picture.tiny();
            case ANIMATED -> Picture.animated(seed);
            case BOMB -> Picture.bomb(seed);
            case POISON -> Picture.poison(seed);
        };
    }

    String artist(long seed) {
        return this == NAMELESS ? "no/such artist" : "artist-" + Math.floorMod(seed, 17);
    }
}

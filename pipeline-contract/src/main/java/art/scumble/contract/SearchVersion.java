package art.scumble.contract;

/** Which search makes the cloaks. */
public final class SearchVersion {
    /** Another one makes other cloaks of the same work, with the same key and encoders. */
    public static final String CURRENT = "search 16";

    private SearchVersion() {}
}

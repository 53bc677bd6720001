package art.scumble.contract;

/** Words about a failure, which may quote a file: made fit for a log, a database and a page. */
final class Reason {
    private static final int LONGEST = 1000;

    private Reason() {}

    /** Without control characters or halves of characters, and of at most 1,000 characters. */
    static String plain(String words) {
        String bounded = words.length() > LONGEST ? words.substring(0, LONGEST - 1) + "…" : words;
        StringBuilder plain = new StringBuilder();
        bounded.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE ? '?' : point)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}

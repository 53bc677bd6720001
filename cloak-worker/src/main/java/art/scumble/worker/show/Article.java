package art.scumble.worker.show;

import java.util.List;

/**
 * What a page shows of a protected work.
 *
 * @param number its place in the report
 * @param name the picture's path within its gallery
 * @param simulated whether nothing was cloaked
 * @param verdict the figures in a sentence
 * @param notes what is missing or has changed, a sentence each
 * @param views what there is to see
 * @param rows all figures
 */
record Article(
        int number,
        String name,
        String artist,
        boolean simulated,
        String verdict,
        List<String> notes,
        List<View> views,
        List<Row> rows) {
    /**
     * Something to see.
     *
     * @param drawings one to look at, or two of the same size to compare: before and after
     */
    record View(String title, String text, List<Drawing> drawings) {}

    /**
     * A figure of the work.
     *
     * @param anchor of its explanation on the page
     */
    record Row(String anchor, String label, List<String> values) {}
}

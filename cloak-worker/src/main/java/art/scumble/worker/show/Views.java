package art.scumble.worker.show;

import art.scumble.contract.Sha256;
import art.scumble.worker.artwork.Orientation;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.models.Eye;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws one work after the other, and holds no more than one. */
final class Views {
    private static final int PREVIEW_SIDE = 640;
    private static final int DETAIL_SIDE = 360;
    private static final float QUALITY = 0.92f;
    private static final float DETAIL_QUALITY = 0.95f;
    private static final float DIFFERENCE_QUALITY = 0.7f;

    private final Path results;
    private final Optional<Path> originals;
    private final Optional<Eye> eye;

    /**
     * Of the works of a folder.
     *
     * @param originals the folder of the sources, if it is known
     * @param eye what shows what a model sees, if there is a decoder
     */
    Views(Path results, Optional<Path> originals, Optional<Eye> eye) {
        this.results = results;
        this.originals = originals;
        this.eye = eye;
    }

    /** All that there is to see of a protected work. */
    Article of(Work work) {
        List<String> notes = new ArrayList<>();
        List<Article.View> views = new ArrayList<>();
        Optional<Exhibit> before = original(work, notes);
        Optional<Exhibit> after = result(work, notes);
        if (before.isPresent() && after.isPresent() && !before.orElseThrow().isAsLargeAs(after.orElseThrow())) {
            notes.add("The original has changed since: it is of another size than the result.");
            before = Optional.empty();
        }
        if (before.isPresent() && after.isPresent()) {
            compare(work, before.orElseThrow(), after.orElseThrow(), views);
        } else {
            before.ifPresent(one -> views.add(alone("Before", one)));
            after.ifPresent(one -> views.add(alone("After", one)));
        }
        return new Article(
                work.number(),
                work.reference(),
                work.artist(),
                work.isSimulated(),
                verdict(work),
                notes,
                views,
                rows(work));
    }

    private Optional<Exhibit> original(Work work, List<String> notes) {
        if (originals.isEmpty()) {
            notes.add("Where the original is, is not known, so there is no before: say it with --pictures.");
            return Optional.empty();
        }
        Optional<Path> file = within(originals.orElseThrow(), work.reference());
        if (file.isEmpty()) {
            notes.add("The original is not where it was, so there is no before: say with --pictures where it is now.");
            return Optional.empty();
        }
        return read(file.orElseThrow(), "The original can't be shown: ", notes);
    }

    private Optional<Exhibit> result(Work work, List<String> notes) {
        Optional<Path> file = within(results, work.reference());
        if (file.isEmpty()) {
            notes.add("The result is not in the folder of the results: protect the pictures again to have it back.");
            return Optional.empty();
        }
        try {
            if (!Sha256.of(Files.readAllBytes(file.orElseThrow())).hex().equals(work.resultSha256())) {
                notes.add("The result has changed since it was made: the figures are not this file's.");
            }
        } catch (IOException e) {
            notes.add("The result can't be read.");
            return Optional.empty();
        }
        return read(file.orElseThrow(), "The result can't be shown: ", notes);
    }

    /** A file in the folder or below; nothing else, whatever the name says. */
    private static Optional<Path> within(Path folder, String name) {
        try {
            Path root = folder.toAbsolutePath().normalize();
            Path file = root.resolve(name).normalize();
            return file.startsWith(root) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Exhibit> read(Path file, String sorry, List<String> notes) {
        try {
            return Optional.of(Exhibit.read(file));
        } catch (IOException e) {
            // What the system says names the file by its whole path, which is nobody's business who gets the page.
            boolean ours = e.getMessage() != null && !(e instanceof FileSystemException);
            notes.add(sorry + (ours ? e.getMessage() : "it can't be read") + ".");
            return Optional.empty();
        }
    }

    private void compare(Work work, Exhibit before, Exhibit after, List<Article.View> views) {
        Orientation turn = before.orientation();
        RgbImage was = before.reduced(PREVIEW_SIDE);
        RgbImage is = after.reduced(PREVIEW_SIDE);
        // The size of the search, where all of the change is, and none is averaged away.
        RgbImage small = before.reduced(work.workingSide());
        RgbImage moved = after.reduced(work.workingSide());
        boolean whole = before.longestSide() <= PREVIEW_SIDE;
        String size = whole ? "In its own size." : "Reduced to " + PREVIEW_SIDE + " pixels, which hides some of it.";
        views.add(pair("The picture", size, turn, was, is, QUALITY));
        views.add(new Article.View(
                "The difference, " + Drawing.GAIN + " times amplified",
                "Even grey is where nothing has changed.",
                List.of(Drawing.of(Drawing.difference(small, moved), turn, DIFFERENCE_QUALITY))));
        if (!whole) {
            Frame frame = Frame.ofGreatestDifference(
                    was,
                    is,
                    DETAIL_SIDE,
                    before.picture().width(),
                    before.picture().height());
            views.add(pair(
                    "A detail in its own size",
                    "Where the change is greatest.",
                    turn,
                    before.part(frame),
                    after.part(frame),
                    DETAIL_QUALITY));
        }
        eye.ifPresent(one -> views.add(pair(
                "As the model sees it",
                "Encoded by " + one.encoder() + ", and decoded again.",
                turn,
                one.seen(small),
                one.seen(moved),
                QUALITY)));
    }

    private static Article.View pair(
            String title, String text, Orientation turn, RgbImage before, RgbImage after, float quality) {
        return new Article.View(
                title, text, List.of(Drawing.of(before, turn, quality), Drawing.of(after, turn, quality)));
    }

    private static Article.View alone(String title, Exhibit exhibit) {
        Drawing drawing = Drawing.of(exhibit.reduced(PREVIEW_SIDE), exhibit.orientation(), QUALITY);
        return new Article.View(title, "", List.of(drawing));
    }

    private static String verdict(Work work) {
        double effect = Figure.EFFECT.of(work.report());
        double times = Figure.TIMES.of(work.report());
        if (work.isSimulated()) {
            return "Simulated for a sandbox: nothing was cloaked, and the figures mean nothing.";
        }
        if (!Double.isFinite(effect) || !Double.isFinite(times)) {
            return "There are no figures.";
        }
        return String.format(
                Locale.ROOT,
                "In the encoders of its search it is now as far from its own style as %.2f of the way to another one, %.1f times"
                        + " as far as its shifted control.",
                effect,
                times);
    }

    private static List<Article.Row> rows(Work work) {
        List<Article.Row> rows = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            rows.add(new Article.Row(figure.anchor(), figure.label(), List.of(figure.words(figure.of(work.report())))));
        }
        for (Circumstance circumstance : Circumstance.values()) {
            rows.add(new Article.Row(circumstance.anchor(), circumstance.label(), circumstance.of(work)));
        }
        return rows;
    }
}

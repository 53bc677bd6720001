package art.scumble.worker.show;

import art.scumble.worker.models.Eye;
import art.scumble.worker.models.ModelShelf;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the page of a folder of results. */
public final class Showing {
    /** Works on a page, so that it can be drawn in minutes, and a browser can hold it. */
    public static final int MOST = 100;

    private static final String ENDING = ".part";
    private static final int SIGNED_WITHIN = 4096;

    private final ModelShelf shelf;
    private final int threads;

    /**
     * With what a shelf has to show what a model sees.
     *
     * @param threads for one computation, at least 1
     */
    public Showing(ModelShelf shelf, int threads) {
        this.shelf = shelf;
        this.threads = threads;
    }

    /**
     * What is to be shown.
     *
     * @param results the folder that protect put results into
     * @param originals where the sources are, if not where the report says
     * @param from the first work, counted from 1
     * @param page where the page goes, if not beside the report
     */
    public record Wish(Path results, Optional<Path> originals, int from, Optional<Path> page) {}

    /** Is told how many works of how many are drawn, after each. */
    public interface Watch {
        void drawn(int works, int of);
    }

    /**
     * Writes the page, at once or not at all.
     *
     * @param watch told how far it is
     * @return where it is
     * @throws IOException with one sentence for people
     */
    public Path write(Wish wish, Watch watch) throws IOException {
        if (wish.from() < 1) {
            throw new IOException("--from is 1 or more.");
        }
        if (wish.originals().isPresent() && !Files.isDirectory(wish.originals().orElseThrow())) {
            throw new IOException(wish.originals().orElseThrow() + " is no folder.");
        }
        WorksFile report = WorksFile.read(wish.results(), wish.from(), MOST);
        if (wish.from() > Math.max(1, report.total())) {
            throw new IOException("There are " + report.total() + " works, so --from is at most that.");
        }
        Path page = wish.page()
                .orElseGet(() ->
                        wish.results().resolve(wish.from() == 1 ? "report.html" : "report-" + wish.from() + ".html"));
        requireOurs(page);
        Path part = page.resolveSibling(page.getFileName() + ENDING);
        try {
            try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                write(report, wish, new Page(out), watch);
            }
            Files.move(part, page, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(page + " can't be written; name another place with --page.", e);
        } finally {
            Files.deleteIfExists(part);
        }
        return page;
    }

    private static void requireOurs(Path page) throws IOException {
        if (!Files.exists(page)) {
            return;
        }
        byte[] start;
        try (var in = Files.newInputStream(page)) {
            start = in.readNBytes(SIGNED_WITHIN);
        }
        if (!new String(start, StandardCharsets.UTF_8).contains(Page.SIGN)) {
            throw new IOException(page + " is there already and is no page of Scumble's; name another with --page.");
        }
    }

    private void write(WorksFile report, Wish wish, Page page, Watch watch) throws IOException {
        List<String> used = report.works().stream()
                .flatMap(work -> work.encoderNames().stream())
                .distinct()
                .toList();
        Optional<Eye> eye = Optional.empty();
        String words;
        try {
            eye = Eye.open(shelf, used, threads);
            words = eye.map(one -> words(one, used)).orElseGet(this::noDecoder);
        } catch (IOException e) {
            words = "What a model sees is missing on this page: " + e.getMessage();
        }
        try {
            page.begin(head(report, wish, words));
            Views views = new Views(wish.results(), wish.originals().or(() -> gallery(report)), eye);
            int count = 0;
            for (Work work : report.works()) {
                if (work.isProtected()) {
                    page.add(views.of(work));
                }
                watch.drawn(++count, report.works().size());
            }
            page.end(glossary(report));
        } finally {
            eye.ifPresent(Eye::close);
        }
    }

    private static Optional<Path> gallery(WorksFile report) {
        try {
            return report.gallery().map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private String noDecoder() {
        return "What a model sees is missing on this page: there is no decoder among the models. Put"
                + " taef2_decoder.safetensors of github.com/madebyollin/taesd into the model directory, which"
                + " ./scumble models names, and give the command again.";
    }

    private static String words(Eye eye, List<String> used) {
        String searched = "the search ran on "
                + (used.isEmpty() ? "nothing" : String.join(", ", used))
                + (used.contains(eye.encoder()) ? "" : ", not on it");
        return "“As the model sees it” is what comes back of a picture that the encoder " + eye.encoder() + " (sha256 "
                + eye.sha256().hex().substring(0, 12) + "…) has encoded; " + searched + ".";
    }

    private Page.Head head(WorksFile report, Wish wish, String eye) {
        List<Page.Failure> failures = new ArrayList<>();
        List<Page.Line> lines = new ArrayList<>();
        for (Work work : report.works()) {
            if (work.isProtected()) {
                lines.add(line(work));
            } else {
                failures.add(new Page.Failure(
                        work.number(),
                        work.reference(),
                        work.artist(),
                        work.state(),
                        work.code(),
                        work.reason(),
                        work.advice()));
            }
        }
        int ended = report.count("protected") + report.count("refused") + report.count("abandoned");
        return new Page.Head(
                title(wish.results()),
                report.total(),
                report.count("protected"),
                report.count("refused"),
                report.count("abandoned"),
                report.total() - ended,
                report.simulated(),
                report.clear(),
                report.count("protected") - report.simulated(),
                span(report, wish.from()),
                eye,
                failures,
                lines,
                Stream.of(Figure.EFFECT, Figure.TIMES, Figure.SSIM, Figure.MEAN_DELTA_E)
                        .map(figure -> figure.words(report.median(figure)))
                        .toList());
    }

    private static String title(Path results) {
        Path name = results.toAbsolutePath().normalize().getFileName();
        return name == null ? "results" : name.toString();
    }

    private static String span(WorksFile report, int from) {
        int shown = report.works().size();
        if (shown == report.total()) {
            return "";
        }
        int last = from + shown - 1;
        String next = last < report.total() ? " ./scumble show with --from " + (last + 1) + " shows those after." : "";
        return "This page has works " + from + " to " + last + " of " + report.total() + "; the others are left out."
                + next;
    }

    private static Page.Line line(Work work) {
        return new Page.Line(
                work.number(),
                work.reference(),
                words(Figure.EFFECT, work),
                words(Figure.TIMES, work),
                words(Figure.SSIM, work),
                words(Figure.MEAN_DELTA_E, work));
    }

    private static String words(Figure figure, Work work) {
        return figure.words(figure.of(work.report()));
    }

    private static List<Page.Meaning> glossary(WorksFile report) {
        List<Page.Meaning> meanings = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            meanings.add(new Page.Meaning(
                    figure.anchor(), figure.label(), figure.words(report.median(figure)), figure.meaning()));
        }
        for (Circumstance circumstance : Circumstance.values()) {
            meanings.add(new Page.Meaning(circumstance.anchor(), circumstance.label(), "", circumstance.meaning()));
        }
        return meanings;
    }
}

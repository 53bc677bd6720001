package art.scumble.worker.show;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Writes a page, work by work. All that comes from outside is escaped by the templates, and the page's own policy lets
 * a browser run nothing but its one script, and load nothing at all.
 */
final class Page {
    /** By which a page of Scumble's is known. */
    static final String SIGN = "<meta name=\"generator\" content=\"Scumble\">";

    private static final String HTML = Variant.TEXT_HTML;

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .build();
    private final Template work = template("work.html");
    private final Writer out;

    Page(Writer out) {
        this.out = out;
    }

    /**
     * What stands above the works.
     *
     * @param span which works these are, if they are not all; else empty
     * @param eye what shows what a model sees, or why nothing does
     * @param simulated how many were not cloaked
     * @param clear how many moved at least one and a half times as far as their control
     * @param cloaked how many were protected and not simulated
     * @param failures of the works of this page
     * @param lines of the works of this page that were protected
     * @param medians of all works, in the order of a line's figures
     */
    record Head(
            String title,
            int total,
            int isProtected,
            int refused,
            int abandoned,
            int open,
            int simulated,
            int clear,
            int cloaked,
            String span,
            String eye,
            List<Failure> failures,
            List<Line> lines,
            List<String> medians) {}

    /** A figure, its median, and what it means. */
    record Meaning(String anchor, String label, String median, String meaning) {}

    /** A work that was not protected. */
    record Failure(int number, String name, String artist, String state, String code, String reason, String advice) {}

    /** A work in the list of all. */
    record Line(int number, String name, String effect, String times, String ssim, String deltaE) {}

    void begin(Head head) throws IOException {
        String style = resource("page.css");
        String script = resource("page.js");
        write(template("head.html")
                .data("head", head)
                .data("sign", new RawString(SIGN))
                .data("style", new RawString(style))
                .data("styleHash", hash(style))
                .data("scriptHash", hash(script))
                .render());
    }

    void add(Article article) throws IOException {
        write(work.data("work", article).render());
    }

    /** With the figures explained, below the works. */
    void end(List<Meaning> glossary) throws IOException {
        write(template("foot.html")
                .data("glossary", glossary)
                .data("script", new RawString(resource("page.js")))
                .render());
    }

    private void write(String html) throws IOException {
        out.write(html);
    }

    private Template template(String name) {
        return engine.parse(resource(name), Variant.forContentType(HTML), name);
    }

    /** As a policy names what it allows: the hash of all that stands between the tags. */
    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/show/" + name)) {
            if (in == null) {
                throw new IllegalStateException("/show/" + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

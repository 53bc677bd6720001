package art.scumble.worker.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import art.scumble.worker.artwork.ColourModel;
import art.scumble.worker.artwork.Pixels;
import art.scumble.worker.artwork.SampleFiles;
import art.scumble.worker.encoder.RandomWeights;
import art.scumble.worker.encoder.TaeDecoderArchitecture;
import art.scumble.worker.models.ModelShelf;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowingTest {
    private static final Pixels SMALL = SampleFiles.pixels(120, 90, ColourModel.RGB, 1);
    private static final Pixels LARGE = SampleFiles.pixels(900, 700, ColourModel.RGB, 2);

    @TempDir
    private Path root;

    private Results results;
    private ModelShelf shelf;

    @BeforeEach
    void makeAFolder() throws IOException {
        results = new Results(root);
        shelf = new ModelShelf(root.resolve("models"));
    }

    @Test
    void showsBeforeAfterAndTheDifferenceAmplified() throws IOException {
        // Given
        results.isProtected("sub/a.png", Results.png(SMALL), Results.png(Results.lighter(SMALL, 5)));
        // When
        String page = page();
        // Then
        List<BufferedImage> images = PageParts.images(page);
        assertThat(images).hasSize(3).allSatisfy(image -> {
            assertThat(image.getWidth()).isEqualTo(120);
            assertThat(image.getHeight()).isEqualTo(90);
        });
        assertThat(PageParts.mean(images.get(1)) - PageParts.mean(images.get(0)))
                .isEqualTo(5, within(1.0));
        assertThat(PageParts.mean(images.get(2))).isEqualTo(128 + 5 * Drawing.GAIN, within(2.0));
        assertThat(page)
                .contains("5 times amplified", "sub/a.png", "0.50 of the way", "4.0 times as far")
                .contains("0.987", "0.61", "1.52", "hoitsu-rinpa", "tiny 0123456789ab…, fp32", "120 × 90", "8.3");
    }

    @Test
    void reducesLargePicturesAndShowsADetailAsItIs() throws IOException {
        // Given
        byte[] changed = LARGE.samples().clone();
        for (int y = 500; y < 560; y++) {
            for (int i = 3 * (y * 900 + 700); i < 3 * (y * 900 + 760); i++) {
                changed[i] = (byte) 255;
            }
        }
        Pixels after = new Pixels(900, 700, ColourModel.RGB, changed);
        results.isProtected("a.png", Results.png(LARGE), Results.png(after));
        // When
        List<BufferedImage> images = PageParts.images(page());
        // Then
        assertThat(images.stream().map(BufferedImage::getWidth).toList()).containsExactly(640, 640, 120, 360, 360);
        assertThat(PageParts.mean(images.get(4))).isGreaterThan(PageParts.mean(images.get(3)) + 2);
    }

    @Test
    void turnsPicturesAsTheirTagSays() throws IOException {
        // Given
        byte[] samples = new byte[3 * 120 * 90];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i / 3 % 120 < 60 ? 20 : 220);
        }
        Pixels leftDark = new Pixels(120, 90, ColourModel.RGB, samples);
        byte[] exif = SampleFiles.exif(6, new byte[0]);
        byte[] payload = new byte[6 + exif.length];
        System.arraycopy(new byte[] {'E', 'x', 'i', 'f', 0, 0}, 0, payload, 0, 6);
        System.arraycopy(exif, 0, payload, 6, exif.length);
        byte[] file = SampleFiles.withSegment(SampleFiles.jpeg(leftDark, 0.9f, false), 0xE1, payload);
        results.isProtected("a.jpg", file, file);
        // When
        BufferedImage image = PageParts.images(page()).getFirst();
        // Then
        assertThat(image.getWidth()).isEqualTo(90);
        assertThat(image.getHeight()).isEqualTo(120);
        assertThat(new Color(image.getRGB(45, 10)).getRed()).isLessThan(60);
        assertThat(new Color(image.getRGB(45, 110)).getRed()).isGreaterThan(180);
    }

    @Test
    void showsWhatAModelSeesIfThereIsADecoder() throws IOException {
        // Given
        Files.createDirectories(shelf.directory());
        RandomWeights.write(shelf.directory().resolve("tiny_encoder.safetensors"), RandomWeights.TINY_TAE, 7);
        RandomWeights.write(
                shelf.directory().resolve("tiny_decoder.safetensors"),
                new TaeDecoderArchitecture(6, 4, 8).parameters(),
                3);
        results.isProtected("a.png", Results.png(SMALL), Results.png(Results.lighter(SMALL, 5)));
        // When
        String page = page();
        // Then
        assertThat(PageParts.images(page)).hasSize(5);
        assertThat(page).contains("As the model sees it, before: a.png", "the search ran on tiny.");
    }

    @Test
    void seesWithTheBuiltInEncoderWhereADecoderIsAlone() throws IOException {
        // Given
        Files.createDirectories(shelf.directory());
        RandomWeights.write(
                shelf.directory().resolve("alone_decoder.safetensors"),
                new TaeDecoderArchitecture(6, 32, 8).parameters(),
                3);
        results.isProtected("a.png", Results.png(SMALL), Results.png(Results.lighter(SMALL, 5)));
        // When
        String page = page();
        // Then
        assertThat(PageParts.images(page)).hasSize(5);
        assertThat(page).contains("Encoded by scumble-s, and decoded again", "the search ran on tiny, not on it");
    }

    @Test
    void saysThatThereIsNoDecoderAndHowToGetOne() throws IOException {
        // Given
        results.isProtected("a.png", Results.png(SMALL), Results.png(SMALL));
        // When, Then
        assertThat(page())
                .contains(
                        "What a model sees is missing on this page",
                        "taef2_decoder.safetensors of github.com/madebyollin/taesd")
                .doesNotContain("As the model sees it,");
    }

    @Test
    void saysWhyADecoderCannotBeUsed() throws IOException {
        // Given
        Files.createDirectories(shelf.directory());
        Files.writeString(shelf.directory().resolve("odd_decoder.safetensors"), "no weights at all");
        results.isProtected("a.png", Results.png(SMALL), Results.png(SMALL));
        // When, Then
        assertThat(page()).contains("What a model sees is missing on this page", "odd_decoder.safetensors");
    }

    @Test
    void tellsWhatWasRefusedAndWhatToDo() throws IOException {
        // Given
        results.refused("b.gif", "UNSUPPORTED_FORMAT", "a GIF is not taken", "Convert it to PNG or JPEG.");
        // When, Then
        assertThat(page())
                .contains("Not protected", "b.gif", "refused", "UNSUPPORTED_FORMAT", "a GIF is not taken")
                .contains("Convert it to PNG or JPEG.")
                .doesNotContain("<article");
    }

    @Test
    void escapesWhatOthersWrote() throws IOException {
        // Given
        String hostile = "\"><script>alert(1)</script><img src='x' onerror=alert(2)>&{head.title}";
        results.isProtected(hostile.replace("/", ""), Results.png(SMALL), Results.png(SMALL))
                .put("artist", hostile)
                .withObjectProperty("report")
                .put("style", hostile)
                .withArrayProperty("encoders")
                .addObject()
                .put("name", hostile)
                .put("sha256", hostile);
        results.isProtected("javascript:alert(3).png", Results.png(SMALL), Results.png(SMALL));
        results.refused(hostile, hostile, hostile, hostile)
                .put("state", hostile)
                .put("artist", hostile);
        // When
        String page = page();
        // Then
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "{head.title}");
        assertThat(page.split("<script", -1)).as("our own script").hasSize(2);
        assertThat(page).doesNotContain("<img src='x'", "<img src=&#39;x&#39; ", "\"javascript:", "href=\"javascript");
        assertThat(PageParts.attributes(page, "src")).allMatch(value -> value.startsWith("data:image/jpeg;base64,"));
        assertThat(PageParts.attributes(page, "href")).allMatch(value -> value.startsWith("#"));
        assertThat(PageParts.tags(page)).noneMatch(tag -> tag.matches("(?s).*\\son.*"));
    }

    @Test
    void letsABrowserLoadNothingAndRunNothingElse() throws IOException {
        // Given
        results.isProtected("a.png", Results.png(SMALL), Results.png(SMALL));
        // When
        String page = page();
        // Then
        assertThat(page)
                .containsPattern("Content-Security-Policy\" content=\"default-src 'none'; img-src data:;"
                        + " style-src 'sha256-[A-Za-z0-9+/=]{44}'; script-src 'sha256-[A-Za-z0-9+/=]{44}';"
                        + " base-uri 'none'; form-action 'none'\"");
        assertThat(page).doesNotContain("style=\"", "http://", "https://", "@import", "url(");
    }

    @Test
    void readsNoFileOutsideOfItsFolders() throws IOException {
        // Given
        Files.write(root.resolve("private.png"), Results.png(SMALL));
        results.isProtected("a.png", Results.png(SMALL), Results.png(SMALL)).put("reference", "../private.png");
        // When
        String page = page();
        // Then
        assertThat(PageParts.images(page)).isEmpty();
        assertThat(page).contains("The original is not where it was", "The result is not in the folder");
    }

    @Test
    void saysWhatIsMissingOrHasChanged() throws IOException {
        // Given
        results.isProtected("gone.png", Results.png(SMALL), Results.png(SMALL));
        results.isProtected("other.png", Results.png(SMALL), Results.png(SMALL));
        Files.delete(results.originals().resolve("gone.png"));
        Files.write(results.folder().resolve("other.png"), Results.png(LARGE));
        // When
        String page = page();
        // Then
        assertThat(page)
                .contains("say with --pictures where it is now", "The result has changed since")
                .contains("it is of another size than the result");
        assertThat(PageParts.images(page)).hasSize(2);
    }

    @Test
    void takesTheOriginalsFromWhereTheyAreNow() throws IOException {
        // Given
        results.isProtected("a.png", Results.png(SMALL), Results.png(Results.lighter(SMALL, 5)));
        Path moved = Files.move(results.originals(), root.resolve("moved"));
        // When
        Path page = write(new Showing.Wish(results.written(), Optional.of(moved), 1, Optional.empty()));
        // Then
        assertThat(PageParts.images(Files.readString(page))).hasSize(3);
    }

    @Test
    void showsAHundredWorksAndSaysThatThereAreMore() throws IOException {
        // Given
        for (int i = 1; i <= 250; i++) {
            results.refused("picture-" + i + "-", "EMPTY_FILE", "the file has no bytes", "Upload the file again.");
        }
        Path folder = results.written();
        // When
        Path second = write(new Showing.Wish(folder, Optional.empty(), 101, Optional.empty()));
        // Then
        assertThat(second).isEqualTo(folder.resolve("report-101.html"));
        assertThat(Files.readString(second))
                .contains("works 101 to 200 of 250", "--from 201", "picture-101-", "picture-200-", ">250<")
                .doesNotContain("picture-100-", "picture-201-");
    }

    @Test
    void replacesItsOwnPageAndNoOther() throws IOException {
        // Given
        results.isProtected("a.png", Results.png(SMALL), Results.png(SMALL));
        page();
        page();
        Path mine = Files.writeString(root.resolve("mine.html"), "<p>my own notes");
        // When, Then
        assertThatThrownBy(() -> write(new Showing.Wish(results.folder(), Optional.empty(), 1, Optional.of(mine))))
                .isInstanceOf(IOException.class)
                .hasMessage(mine + " is there already and is no page of Scumble's; name another with --page.");
        assertThat(mine).hasContent("<p>my own notes");
    }

    @Test
    void asksForAFolderOfResults() throws IOException {
        // Given
        Files.writeString(results.folder().resolve(WorksFile.NAME), "my own notes");
        // When, Then
        assertThatThrownBy(() -> write(new Showing.Wish(results.originals(), Optional.empty(), 1, Optional.empty())))
                .hasMessageStartingWith("There is no report.json in " + results.originals());
        assertThatThrownBy(() -> write(new Showing.Wish(results.folder(), Optional.empty(), 1, Optional.empty())))
                .hasMessage(results.folder().resolve(WorksFile.NAME) + " is no report of Scumble's.");
    }

    @Test
    void leavesSimulatedWorksOutOfTheMedians() throws IOException {
        // Given
        results.isProtected("a.png", Results.png(SMALL), Results.png(SMALL));
        results.isProtected("b.png", Results.png(SMALL), Results.png(SMALL))
                .withObjectProperty("report")
                .put("simulated", true)
                .put("displacement", 9);
        // When
        String page = page();
        // Then
        assertThat(page).contains("1 of them were simulated", "nothing was cloaked, and the figures mean nothing");
        assertThat(page).contains("<th scope=\"row\">Effect</th><td class=\"number\">0.50</td>");
    }

    private String page() throws IOException {
        Path page = write(new Showing.Wish(results.written(), Optional.empty(), 1, Optional.empty()));
        assertThat(page).isEqualTo(results.folder().resolve("report.html"));
        return Files.readString(page);
    }

    private Path write(Showing.Wish wish) throws IOException {
        return new Showing(shelf, 1).write(wish, (works, of) -> {});
    }
}

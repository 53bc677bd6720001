package art.scumble.worker.command;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.distillation.PictureShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options for the pictures of a training. */
final class TrainingPictures {
    @Option(
            names = "--pictures",
            required = true,
            paramLabel = "WEIGHT:DIR",
            description = "Pictures to teach with, and how often to draw from them; may be given several times.")
    private List<String> pictures = new ArrayList<>();

    @Option(
            names = "--leave-out",
            paramLabel = "WORD",
            defaultValue = "",
            description = "Files with this in their names are not taught with.")
    private String leaveOut = "";

    @Option(
            names = "--held-out",
            required = true,
            paramLabel = "FILE",
            description = "A list of pictures to measure by, a path a line.")
    private Path heldOut = Path.of("");

    PictureShelf shelf() throws IOException {
        PictureShelf shelf = new PictureShelf(
                pictures.stream().map(PictureShelf.Collection::of).toList(), leaveOut);
        System.out.println(shelf.size() + " pictures");
        return shelf;
    }

    List<Picture> heldOut() throws IOException {
        return PlainPictures.listed(heldOut);
    }
}

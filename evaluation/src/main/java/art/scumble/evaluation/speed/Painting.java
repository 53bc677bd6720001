package art.scumble.evaluation.speed;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A painting to measure with; {@code name} is its file's. */
record Painting(String name, Picture picture) {
    static List<Painting> read(List<Path> files) throws IOException {
        List<Painting> paintings = new ArrayList<>();
        for (Path file : files) {
            paintings.add(new Painting(String.valueOf(file.getFileName()), PlainPictures.read(file)));
        }
        return paintings;
    }

    /** All JPEGs and PNGs of a folder, by name. */
    static List<Painting> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return read(files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .toList());
        }
    }

    int shortestSide() {
        return Math.min(picture.width(), picture.height());
    }

    Square square(int side) {
        return Square.of(picture, side);
    }
}

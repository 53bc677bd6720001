package art.scumble.evaluation.picture;

import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.cloaking.PlainPictures;
import art.scumble.worker.cloaking.WorkingSize;
import art.scumble.worker.encoder.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An artwork that is evaluated.
 *
 * @param name its file's
 * @param family of art
 * @param artist whose it is
 * @param role what else it is used for
 * @param picture at the evaluation's size
 */
public record Work(String name, String family, String artist, Role role, Picture picture) {
    /** What else a work is used for. */
    public enum Role {
        /** The encoders that ship were trained on it. */
        TRAINED,
        /** Nothing else knows it. */
        UNKNOWN,
        /** Only the artist's set has it: it is not scored by itself. */
        SET
    }

    private static final int COLUMNS = 4;

    /**
     * Reads a list: a path relative to it, family, artist and role a line, with tabs between; lines with # in front say
     * nothing.
     *
     * @param longestSide in pixels: larger pictures are reduced, as those who train on them do
     */
    public static List<Work> listed(Path list, int longestSide) throws IOException {
        List<Work> works = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split("\t", -1);
            if (columns.length != COLUMNS) {
                throw new IOException(list + ": a line has path, family, artist and role, not: " + line);
            }
            Path file = list.resolveSibling(columns[0]);
            works.add(new Work(
                    file.getFileName().toString(),
                    columns[1],
                    columns[2],
                    role(list, columns[3]),
                    reduced(PlainPictures.read(file), longestSide)));
        }
        return works;
    }

    private static Role role(Path list, String word) throws IOException {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return role;
            }
        }
        throw new IOException(list + ": " + word + " is no role; there are trained, unknown and set.");
    }

    private static Picture reduced(Picture picture, int longestSide) {
        return picture(WorkingSize.of(picture, longestSide).of(picture));
    }

    /** In eight bits. */
    public static Picture picture(RgbImage image) {
        byte[] rgb = new byte[image.values().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.clamp(Math.round(255 * image.values()[i]), 0, 255);
        }
        return Picture.opaque(image.width(), image.height(), rgb);
    }

    /** As networks take it. */
    public static RgbImage image(Picture picture) {
        return WorkingSize.of(picture, Math.max(picture.width(), picture.height()))
                .of(picture);
    }
}

package art.scumble.local;

import art.scumble.contract.ArtistId;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A folder of pictures.
 *
 * @param folder the folder, absolute
 * @param pictures the files to protect, relative to the folder, sorted
 * @param paperwork the files that are no pictures by their names, relative to the folder, sorted
 */
record Gallery(Path folder, List<Path> pictures, List<Path> paperwork) {
    private static final Set<String> PAPERWORK = Set.of("md", "txt", "tsv", "csv", "json", "html", "pdf");

    /** Everything in the folder but hidden files, and the results' own folder if that lies within. */
    static Gallery of(Path folder, Path results) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new Problem(folder + " is no folder.");
        }
        if (Files.exists(results) && Files.isSameFile(folder, results)) {
            throw new Problem("The results would overwrite the originals: choose another folder with --out.");
        }
        Path root = folder.toRealPath();
        Gallery gallery = new Gallery(root, new ArrayList<>(), new ArrayList<>());
        Path own = Files.exists(results) ? results.toRealPath() : results.toAbsolutePath();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, gallery.visitor(own));
        Collections.sort(gallery.pictures);
        Collections.sort(gallery.paperwork);
        if (gallery.pictures.isEmpty()) {
            throw new Problem("There is no picture in " + folder + ".");
        }
        return gallery;
    }

    private SimpleFileVisitor<Path> visitor(Path results) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                boolean skip = visited.equals(results) || !visited.equals(folder) && isHidden(visited);
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // A link that leads nowhere is shown as itself.
                if ((attributes.isRegularFile() || attributes.isSymbolicLink()) && !isHidden(file)) {
                    (isPaperwork(file) ? paperwork : pictures).add(folder.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            /** What can't be read gets its outcome like everything else. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                if (!isHidden(file) && !Files.isDirectory(file)) {
                    pictures.add(folder.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static boolean isPaperwork(Path file) {
        String name = file.getFileName().toString();
        return PAPERWORK.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The folder's name as an artist id. */
    String artist() {
        Path name = folder.getFileName();
        String plain = name == null ? "" : name.toString().replaceAll("[^\\p{L}\\p{N}\\p{M}._@:-]+", "-");
        String id = plain.replaceFirst("^[^\\p{L}\\p{N}]+", "");
        return id.isEmpty() ? "artist" : new ArtistId(id.substring(0, Math.min(128, id.length()))).value();
    }

    /** A picture's name in the pipeline: its path within the folder. */
    static String reference(Path picture) {
        return picture.toString();
    }
}

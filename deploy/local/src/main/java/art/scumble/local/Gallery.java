package art.scumble.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A folder of pictures, and where their protected versions go: under the same relative path, name and type, and never
 * over a file that Scumble did not put there.
 *
 * @param pictures the folder
 * @param out where results go
 */
record Gallery(Path pictures, Path out) {
    static final String REPORT = "report.json";

    private static final Set<String> PAPERWORK = Set.of("md", "txt", "tsv", "json");

    /** Checks that results can go there. */
    static Gallery of(Path pictures, Path out) throws IOException {
        if (!Files.isDirectory(pictures)) {
            throw new Problem(pictures + " is no folder.");
        }
        Files.createDirectories(out);
        if (Files.isSameFile(pictures, out)) {
            throw new Problem("The results would overwrite the originals: choose another folder with --out.");
        }
        return new Gallery(pictures.toRealPath(), out.toRealPath());
    }

    /** The files to protect, relative to the folder: all but hidden ones, paperwork, and the results' own folder. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(pictures, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skip = folder.equals(out)
                        || !folder.equals(pictures)
                                && folder.getFileName().toString().startsWith(".");
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                String type = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
                if (attributes.isRegularFile() && !name.startsWith(".") && !PAPERWORK.contains(type)) {
                    files.add(pictures.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (files.isEmpty()) {
            throw new Problem("There is no picture in " + pictures + ".");
        }
        Collections.sort(files);
        refuseForeignResults(files);
        return files;
    }

    private void refuseForeignResults(List<Path> files) throws IOException {
        Set<String> ours = new HashSet<>();
        if (Files.exists(out.resolve(REPORT))) {
            for (JsonNode one :
                    new ObjectMapper().readTree(out.resolve(REPORT).toFile()).path("artworks")) {
                ours.add(one.path("reference").asText());
            }
        }
        for (Path file : files) {
            if (Files.exists(out.resolve(file)) && !ours.contains(file.toString())) {
                throw new Problem(out.resolve(file) + " is there already and is no result of Scumble's;"
                        + " choose another folder with --out.");
            }
        }
    }
}

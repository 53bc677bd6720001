package art.scumble.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** {@code ./scumble show}: finds what is to be looked at, or fetches it, and has its page drawn. */
final class Looking {
    private final Installation at;

    Looking(Installation at) {
        this.at = at;
    }

    void show(Shown shown) throws IOException, InterruptedException {
        new PageProcess(at).run(folder(shown), shown.options());
    }

    /** The folder that has the results, whether they were there or have to be fetched. */
    Path folder(Shown shown) throws IOException, InterruptedException {
        if (Files.isDirectory(shown.what())) {
            return shown.what();
        }
        UUID job = shown.job()
                .orElseThrow(() -> new Problem(shown.what() + " is neither a folder of results nor the id of a job."));
        Optional<Path> known = shown.server() == null ? at.resultFolders().of(job) : Optional.empty();
        return known.isPresent() ? known.get() : fetched(job.toString(), shown);
    }

    private Path fetched(String job, Shown shown) throws IOException, InterruptedException {
        if (shown.pictures() == null) {
            throw new Problem("The results of job " + job
                    + " are not on this machine: say with --pictures where its originals are, and they are fetched.");
        }
        if (shown.from() < 1) {
            throw new Problem("--from is 1 or more.");
        }
        try (ScumbleClient client = client(job, shown)) {
            if (!client.knows(job)) {
                throw new Problem("There is no job " + job + " there.");
            }
            Gallery gallery = Gallery.of(shown.pictures(), shown.target());
            try (Results results = Results.in(shown.target(), gallery)) {
                new Fetching(client, gallery, results).bring(job, shown.from(), Shown.WORKS_ON_A_PAGE);
                return results.folder();
            }
        }
    }

    private ScumbleClient client(String job, Shown shown) throws IOException {
        if (shown.server() != null) {
            return Elsewhere.of(shown.server(), shown.key()).client();
        }
        Running running = at.running()
                .orElseThrow(() -> new Problem("Nothing is running here: start the pipeline that has job " + job
                        + " with ./scumble up, or name it with --server and --key."));
        return Scumble.client(at, Scumble.usable(running));
    }
}

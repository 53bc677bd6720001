package art.scumble.worker.command;

import art.scumble.worker.models.Download;
import art.scumble.worker.models.KnownModel;
import art.scumble.worker.models.Model;
import art.scumble.worker.models.ModelShelf;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./scumble models}: lists the encoders, and brings others. */
@Command(
        name = "models",
        subcommands = {Preview.class, Compare.class, Distil.class},
        mixinStandardHelpOptions = true,
        description = "Lists the encoders that are built in, here, or with their publishers.")
public final class Models implements Callable<Integer> {
    private final ModelShelf shelf = ModelShelf.configured();

    private Models() {}

    /** Runs one command; the exit code is 0 if it did what was asked. */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Models());
        commands.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof IOException) {
                command.getErr().println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
                return 1;
            }
            throw failure;
        });
        System.exit(commands.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%-12s %-9s %-44s %-14s %-10s %10s  %s%n",
                "name",
                "place",
                "architecture",
                "latents",
                "licence",
                "size",
                "sha256");
        for (Model model : shelf.all()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %-9s %-44s %-14s %-10s %7.1f MB  %s%n",
                    model.name(),
                    model.place(),
                    model.architecture(),
                    model.latents(),
                    model.licence(),
                    model.bytes() / 1e6,
                    model.sha256().substring(0, 16));
        }
        System.out.println("Model directory: " + shelf.directory());
        return 0;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Takes a safetensors file of an encoder into the model directory.")
    int add(
            @Parameters(paramLabel = "FILE", description = "The weights.") Path file,
            @Option(names = "--name", paramLabel = "NAME", description = "Default: the file's name.") String name,
            @Option(names = "--latents", defaultValue = "unknown", description = "Its latent space, such as SDXL.")
                    String latents,
            @Option(names = "--licence", defaultValue = "unknown", description = "Of the weights.") String licence)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file.");
        }
        String chosen = Optional.ofNullable(name).orElse(ModelShelf.suggested(file));
        say(shelf.add(file, chosen, latents, licence, Optional.empty()));
        return 0;
    }

    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description = "Fetches an encoder from its publisher into the model directory.")
    int pull(@Parameters(paramLabel = "NAME", description = "As 'models' lists it.") String name)
            throws IOException, InterruptedException {
        KnownModel known = KnownModel.named(name)
                .orElseThrow(() -> new IOException("There is no encoder " + name + " to pull; known are "
                        + KnownModel.all().stream()
                                .filter(one -> one.url().isPresent())
                                .map(KnownModel::name)
                                .toList()
                        + ". Any other file comes in by 'models add'."));
        URI url = known.url().orElseThrow(() -> new IOException(name + " is built in."));
        Files.createDirectories(shelf.directory());
        Path part = shelf.directory().resolve(name + ".download.safetensors");
        new Download(Download.client()).fetch(url, part, known.bytes());
        Model model;
        try {
            model = shelf.add(part, name, known.latents(), known.licence(), Optional.of(known.sha256()));
        } finally {
            Files.deleteIfExists(part);
        }
        say(model);
        return 0;
    }

    private static void say(Model model) {
        System.out.printf(
                "%s is here: %s, sha256 %s. Unless it is taef2 itself, styles have to be measured with it: docs/operations.md.%n",
                model.name(), model.architecture(), model.sha256());
    }
}

package art.scumble.evaluation;

import art.scumble.contract.Intensity;
import art.scumble.contract.SearchVersion;
import art.scumble.contract.Sha256;
import art.scumble.contract.Tier;
import art.scumble.evaluation.baseline.UniformSearch;
import art.scumble.evaluation.mimic.TrainedMimic;
import art.scumble.evaluation.network.ForeignNetworks;
import art.scumble.evaluation.picture.Damage;
import art.scumble.evaluation.picture.Work;
import art.scumble.evaluation.remover.Remover;
import art.scumble.evaluation.score.Curve;
import art.scumble.evaluation.score.Judge;
import art.scumble.evaluation.score.Score;
import art.scumble.evaluation.score.Scorecard;
import art.scumble.evaluation.score.Scorer;
import art.scumble.evaluation.score.ScoresFile;
import art.scumble.evaluation.score.Sets;
import art.scumble.evaluation.score.Setting;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Effort;
import art.scumble.worker.cloaking.VisibilityBudget;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.tensorflow.Autoencoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./scumble evaluate}: what a cloak does to networks and mimics that it was not searched on. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Cloaks a list of pictures, and measures what other networks and mimics make of them.")
public final class Evaluate implements Callable<Integer> {
    private static final String SURROGATE_SPACE = "taef2";

    @Option(
            names = "--pictures",
            required = true,
            paramLabel = "FILE",
            description = "A list: path, family, artist and role (trained, unknown or set) a line, with tabs between.")
    private Path list = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "For scores.jsonl, which an interrupted evaluation goes on with, and scorecard.md.")
    private Path out = Path.of("");

    @Option(
            names = "--encoders",
            defaultValue = Encoders.BUILT_IN,
            description = "To search on, as SCUMBLE_ENCODERS, or networks that judge; again for another way to cloak.")
    private List<String> encoders = List.of();

    @Option(names = "--intensity", defaultValue = "MEDIUM", description = "${COMPLETION-CANDIDATES}.")
    private Intensity intensity = Intensity.MEDIUM;

    @Option(
            names = "--levels",
            split = ",",
            description = "Of 255, that a pixel may move by, instead of an intensity with its limits: the curve.")
    private List<Double> levels = List.of();

    @Option(names = "--side", defaultValue = "448", description = "Longest side of the pictures, in pixels.")
    private int side;

    @Option(names = "--tier", defaultValue = "FULL", description = "${COMPLETION-CANDIDATES}.")
    private Tier tier = Tier.FULL;

    @Option(names = "--damages", split = ",", description = "Of ${COMPLETION-CANDIDATES}; all by default.")
    private List<Damage> damages = List.of(Damage.values());

    @Option(names = "--mimics", split = ",", description = "Networks that mimics paint by, such as mobilenet_v2.")
    private List<String> mimics = List.of();

    @Option(names = "--mimic-steps", defaultValue = "40", description = "Of a mimic's painting.")
    private int mimicSteps;

    @Option(
            names = "--remover-steps",
            defaultValue = "0",
            description = "Of the training of a remover, which is then set upon the works that it was not taught by.")
    private int removerSteps;

    @Option(
            names = "--trained-mimic-steps",
            defaultValue = "0",
            description =
                    "Of the training of a mimic on works by artists without a set; of each set that it is to mimic it"
                            + " then learns in as many. What it paints is shown in DIR/paintings.")
    private int trainedMimicSteps;

    @Option(
            names = "--baseline",
            description = "Also searches as others do, and holds what comes of it, as visible, against the cloak.")
    private boolean baseline;

    @Option(names = "--only", description = "Scores only works whose names have this in them.")
    private String only = "";

    private final int threads = Runtime.getRuntime().availableProcessors();

    private Evaluate() {}

    /** Runs it; the exit code is 0 if all was measured. */
    public static void main(String[] args) {
        Commands.main(new Evaluate(), args);
    }

    @Override
    public Integer call() throws IOException {
        ModelShelf shelf = ModelShelf.configured();
        Path decoder = shelf.directory().resolve(SURROGATE_SPACE + "_decoder.safetensors");
        if (!Files.exists(decoder)) {
            throw new IOException("There is no " + decoder + ": SCUMBLE_MODELS has to name a directory with it.");
        }
        List<Work> works = Work.listed(list, side);
        List<Encoder> networks = new ArrayList<>();
        List<Setting> settings = new ArrayList<>();
        try (Autoencoder autoencoder =
                Autoencoder.open(shelf.place(SURROGATE_SPACE), shelf.weights(SURROGATE_SPACE), decoder, threads)) {
            networks.add(Encoders.open(shelf, SURROGATE_SPACE, threads));
            for (String name : ForeignNetworks.names()) {
                networks.add(ForeignNetworks.open(name, Commands.networks(), threads));
            }
            List<Encoder> judging = List.copyOf(networks);
            for (String chosen : encoders) {
                Encoder search = Encoders.open(chosen, name -> open(shelf, name));
                networks.add(search);
                settings.addAll(settings(chosen, search));
            }
            score(works, settings, judging, autoencoder);
        } finally {
            networks.forEach(Encoder::close);
        }
        return 0;
    }

    /** Of those that mimics paint by as well: what if the search knew them? */
    private Encoder open(ModelShelf shelf, String name) throws IOException {
        return ForeignNetworks.names().contains(name)
                ? ForeignNetworks.open(name, Commands.networks(), threads)
                : Encoders.open(shelf, name, threads);
    }

    private List<Setting> settings(String chosen, Encoder search) {
        Cloaker cloaker = new Cloaker(search, Effort.of(tier));
        Optional<UniformSearch> other = baseline ? Optional.of(new UniformSearch(search)) : Optional.empty();
        if (levels.isEmpty()) {
            String name = chosen + ", " + intensity.name().toLowerCase(Locale.ROOT);
            return List.of(new Setting(name, cloaker, VisibilityBudget.Limits.of(intensity), other));
        }
        return levels.stream()
                .map(most -> new Setting(
                        "%s, %s/255"
                                .formatted(
                                        chosen,
                                        BigDecimal.valueOf(most)
                                                .stripTrailingZeros()
                                                .toPlainString()),
                        cloaker,
                        without(most),
                        other))
                .toList();
    }

    /** As far as medium intensity goes for each level that it may, and as visible as it gets. */
    private static VisibilityBudget.Limits without(double most) {
        VisibilityBudget.Limits medium = VisibilityBudget.Limits.of(Intensity.MEDIUM);
        double share = medium.share() * most / medium.mostLevels();
        return new VisibilityBudget.Limits(
                most, share, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);
    }

    private void score(List<Work> works, List<Setting> settings, List<Encoder> networks, Autoencoder autoencoder)
            throws IOException {
        ScoresFile scores = ScoresFile.in(
                out,
                "%s, %s %s side %d tier %s %s %s %d %d %d %b %s"
                        .formatted(
                                SearchVersion.CURRENT,
                                list,
                                Sha256.of(Files.readAllBytes(list)).hex(),
                                side,
                                tier,
                                damages,
                                mimics,
                                mimicSteps,
                                removerSteps,
                                trainedMimicSteps,
                                baseline,
                                searchedOn(settings)));
        Scorer scorer = new Scorer(works, damages, autoencoder);
        Map<String, Judge> judges = new TreeMap<>();
        for (Encoder network : networks) {
            Judge judge = scorer.judge(network);
            judges.put(judge.name(), judge);
        }
        for (String name : mimics) {
            Judge by = judges.get(name);
            if (by == null) {
                throw new IOException("No mimic paints by " + name + "; there are " + judges.keySet() + ".");
            }
            scorer.mimic(by, mimicSteps);
        }
        if (trainedMimicSteps == 0) {
            score(scorer, works, settings, scores);
            return;
        }
        try (TrainedMimic mimic =
                TrainedMimic.taught(autoencoder, scorer.worksWithoutSets(), trainedMimicSteps, threads)) {
            judges.remove(SURROGATE_SPACE);
            scorer.mimic(mimic, List.copyOf(judges.values()), out.resolve("paintings"));
            score(scorer, works, settings, scores);
        }
    }

    private void score(Scorer scorer, List<Work> works, List<Setting> settings, ScoresFile scores) throws IOException {
        StringBuilder card = new StringBuilder();
        for (Setting setting : settings) {
            attack(scorer, works, setting, scores);
            card.append("## ").append(setting.name()).append("\n\n");
            card.append(new Scorecard(scores.of(setting), kin(List.of(setting))).text());
        }
        if (settings.size() > 1) {
            List<Score> all = settings.stream()
                    .flatMap(setting -> scores.of(setting).stream())
                    .toList();
            card.append("## All settings\n\n").append(Curve.of(all, kin(settings)));
        }
        Files.writeString(out.resolve("scorecard.md"), card);
        System.out.print(card);
    }

    private static String searchedOn(List<Setting> settings) {
        return settings.stream()
                .flatMap(setting -> setting.cloaker().encoders().stream())
                .map(member -> member.identity().name() + " "
                        + member.identity().sha256().hex())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The searches' own networks, and the one that those learnt from which are built in. */
    private static Set<String> kin(List<Setting> settings) {
        return Stream.concat(
                        Stream.of("search", SURROGATE_SPACE),
                        settings.stream()
                                .flatMap(setting -> setting.cloaker().encoders().stream())
                                .map(member -> member.identity().name()))
                .collect(Collectors.toSet());
    }

    private void attack(Scorer scorer, List<Work> works, Setting setting, ScoresFile scores) throws IOException {
        if (removerSteps == 0) {
            score(scorer, works, setting, scores);
            return;
        }
        try (Remover remover = Remover.taught(scorer.lessons(setting), removerSteps, threads)) {
            scorer.attackBy(remover);
            score(scorer, works, setting, scores);
        }
    }

    private void score(Scorer scorer, List<Work> works, Setting setting, ScoresFile scores) throws IOException {
        for (int i = 0; i < works.size(); i++) {
            Work work = works.get(i);
            if (work.role() != Work.Role.SET && work.name().contains(only) && !scores.has(setting, work.name())) {
                keep(scorer.score(setting, i), scores);
            }
        }
        if (!only.isEmpty()) {
            return;
        }
        for (String artist : scorer.artistsWithSets()) {
            if (!scores.has(setting, Sets.nameOf(artist))) {
                keep(scorer.scoreSet(setting, artist), scores);
            }
        }
    }

    private static void keep(Score score, ScoresFile scores) throws IOException {
        scores.add(score);
        System.out.printf(Locale.ROOT, "%s: %s%n", score.setting(), score.work());
    }
}

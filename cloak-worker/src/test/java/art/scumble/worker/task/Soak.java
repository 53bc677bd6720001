package art.scumble.worker.task;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.ZooModel;
import art.scumble.contract.ArtistId;
import art.scumble.contract.ArtworkRef;
import art.scumble.contract.CloakOutcome;
import art.scumble.contract.CloakTask;
import art.scumble.contract.FailureCode;
import art.scumble.contract.Intensity;
import art.scumble.contract.JobControl;
import art.scumble.contract.MediaType;
import art.scumble.contract.PatternKey;
import art.scumble.contract.PermanentFailure;
import art.scumble.contract.Sha256;
import art.scumble.contract.TaskEvent;
import art.scumble.contract.TenantId;
import art.scumble.worker.artwork.ArtworkCodec;
import art.scumble.worker.artwork.DecodingLimits;
import art.scumble.worker.catalog.StyleCatalog;
import art.scumble.worker.cloaking.Cloaker;
import art.scumble.worker.cloaking.Effort;
import art.scumble.worker.cloaking.Target;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.EnsembleEncoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.models.Encoders;
import art.scumble.worker.models.ModelShelf;
import art.scumble.worker.tickets.ArtworkBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.imageio.ImageIO;

/**
 * A worker's life in fast motion, in a process of its own: thousands of pictures through the real engine and the encoders
 * that ship, with few steps each. Of ten pictures one is refused in the middle of its search, and one is cancelled
 * there. Prints what the process holds, line by line.
 */
public final class Soak implements ArtworkBytes {
    private static final int LEAST_SIDE = 64;
    private static final int MOST_SIDE = 1500;
    private static final int SMALL_SIDE = 128;
    private static final int STEPS = 4;
    private static final int DISTURBED_STEP = 1;
    private static final int TELL_EVERY = 100;

    private final TasksInHand inHand = new TasksInHand(new ComputeShare(System::nanoTime));
    private final Map<String, Integer> ends = new TreeMap<>();
    private final Random random = new Random(5);
    private final Disturbed encoder;
    private final TaskRunner runner;
    private final List<NDManager> arrays;
    private final int base;
    private byte[] source = new byte[0];
    private int done;
    private int most;

    private Soak(Encoder real) throws ReflectiveOperationException {
        arrays = arraysOf(real);
        Map<Sha256, StageStatistics> styles = styles(real);
        encoder = new Disturbed(new GuardedEncoder(real));
        StyleCatalog catalog = (tenant, artist, hash, own) -> new StyleCatalog.AssignedStyle(
                "dark", Target.of(Objects.requireNonNull(styles.get(hash))), new PatternKey(new byte[32]));
        Workbench bench = new Workbench(
                this,
                catalog,
                new ArtworkCodec(DecodingLimits.DEFAULT),
                new PictureMemory(Runtime.getRuntime().maxMemory() / 4 * 3),
                () -> () -> {});
        ArtworkProtector protector = new ArtworkProtector(bench, new Cloaker(encoder, new Effort(448, STEPS)));
        runner = new TaskRunner("soak", protector::protect, this::hear, Duration.ZERO, Clock.systemUTC());
        base = count();
    }

    /** Arguments: how many pictures of mixed sizes begin, how many small ones follow, and how many of mixed sizes end it. */
    public static void main(String[] args) throws Exception {
        try (Encoder real = Encoders.open(new ModelShelf(Files.createTempDirectory("scumble-no-models-")), "", 2)) {
            Soak soak = new Soak(real);
            soak.run("mixed", Integer.parseInt(args[0]), false);
            soak.run("small", Integer.parseInt(args[1]), true);
            soak.run("mixed sizes again", Integer.parseInt(args[2]), false);
            System.out.println("ends " + soak.ends);
            System.out.println("arrays base=" + soak.base + " most=" + soak.most);
        }
    }

    private void run(String phase, int count, boolean small) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            source = small ? picture(SMALL_SIDE, SMALL_SIDE) : picture(side(), side());
            CloakTask task = task();
            Disturbance how = Disturbance.of(done);
            encoder.expect(how, () -> cancel(task.job()));
            try (TaskInHand taken = inHand.take(task)) {
                TaskRunner.End end = runner.run(taken);
                String kind = end.outcome().map(Soak::kind).orElse("given back");
                ends.merge(how + " " + kind, 1, Integer::sum);
            }
            encoder.awaitCanceller();
            most = Math.max(most, count());
            if (++done % TELL_EVERY == 0) {
                tell("pictures");
            }
        }
        tell("after " + phase);
    }

    private void tell(String words) throws IOException {
        System.out.println(words + " " + done + " rss=" + status("VmRSS") + " peak=" + status("VmHWM") + " heap="
                + Runtime.getRuntime().totalMemory() / 1024 + " arrays=" + count() + " threads="
                + status("Threads"));
    }

    /** In kB, where it is memory. */
    private static long status(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(key + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no " + key);
    }

    private int side() {
        return random.nextInt(LEAST_SIDE, MOST_SIDE + 1);
    }

    private byte[] picture(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        double across = 0.02 + 0.2 * random.nextDouble();
        double down = 0.02 + 0.2 * random.nextDouble();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int wave = (int) (120 + 60 * Math.sin(across * x) * Math.cos(down * y));
                int grain = random.nextInt(40);
                image.setRGB(x, y, (wave + grain) << 16 | (wave + grain / 2) << 8 | 200 - wave / 2);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private CloakTask task() {
        ArtworkRef ref = new ArtworkRef(
                new TenantId("soak"), UUID.randomUUID(), Sha256.of(source), source.length, MediaType.PNG);
        return new CloakTask(
                CloakTask.SCHEMA_VERSION,
                UUID.randomUUID(),
                ref,
                1,
                new ArtistId("somebody"),
                Intensity.MEDIUM,
                false,
                false);
    }

    private void cancel(UUID job) {
        inHand.obey(new JobControl(
                JobControl.SCHEMA_VERSION,
                job,
                JobControl.Order.CANCEL,
                Clock.systemUTC().instant()));
    }

    private static String kind(CloakOutcome outcome) {
        return outcome instanceof CloakOutcome.Refused refused
                ? refused.code().name()
                : outcome.getClass().getSimpleName();
    }

    private void hear(TaskEvent event) {
        // Nobody else listens.
    }

    @Override
    public byte[] source(ArtworkRef artwork) {
        return source;
    }

    @Override
    public void storeResult(ArtworkRef artwork, int attempt, MediaType type, byte[] file) {
        // The store is not what is tested.
    }

    /** What each member sees of a black picture. */
    private static Map<Sha256, StageStatistics> styles(Encoder real) {
        List<StageStatistics> all =
                EnsembleEncoder.split(real.statistics(new RgbImage(64, 64, new float[3 * 64 * 64])), real.members());
        Map<Sha256, StageStatistics> styles = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            styles.put(real.members().get(i).identity().sha256(), all.get(i));
        }
        return styles;
    }

    private int count() {
        return arrays.stream().mapToInt(Soak::count).sum();
    }

    /** Everything that an engine's manager and those below it have yet to free. */
    private static int count(NDManager manager) {
        try {
            Field field = BaseNDManager.class.getDeclaredField("resources");
            field.setAccessible(true);
            int count = 0;
            for (Object one : ((Map<?, ?>) field.get(manager)).values()) {
                count += one instanceof NDManager below ? 1 + count(below) : 1;
            }
            return count;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<NDManager> arraysOf(Encoder real) throws ReflectiveOperationException {
        List<NDManager> all = new ArrayList<>();
        for (Object part : (List<?>) field(real, "parts")) {
            Encoder member = ((EnsembleEncoder.Part) part).encoder();
            all.add(((ZooModel<?, ?>) field(field(member, "encoder"), "model")).getNDManager());
        }
        return all;
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** What happens to a picture in the middle of its search. */
    private enum Disturbance {
        NONE,
        REFUSED,
        CANCELLED;

        static Disturbance of(int picture) {
            return switch (picture % 10) {
                case 3 -> REFUSED;
                case 7 -> CANCELLED;
                default -> NONE;
            };
        }
    }

    /** The real encoder, at one step of which something happens. */
    private final class Disturbed implements Encoder {
        private final Encoder real;
        private Disturbance next = Disturbance.NONE;
        private Thread canceller = Thread.ofVirtual().unstarted(() -> {});

        Disturbed(Encoder real) {
            this.real = real;
        }

        void expect(Disturbance how, Runnable cancel) {
            int delayMs = random.nextInt(20);
            next = how;
            canceller = Thread.ofVirtual().unstarted(() -> {
                try {
                    Thread.sleep(delayMs);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                cancel.run();
            });
        }

        void awaitCanceller() throws InterruptedException {
            if (canceller.getState() != Thread.State.NEW) {
                canceller.join();
            }
        }

        @Override
        public List<Member> members() {
            return real.members();
        }

        @Override
        public StageStatistics statistics(RgbImage image) {
            return real.statistics(image);
        }

        @Override
        public Gradient slope(RgbImage image, Aim aim, double[] way, int step) {
            if (step == DISTURBED_STEP) {
                switch (next) {
                    case NONE -> {}
                    case REFUSED ->
                        throw new PermanentFailure(FailureCode.BAD_REQUEST, "refused in the middle of its search");
                    // Any moment of this step or the next.
                    case CANCELLED -> canceller.start();
                }
            }
            return real.slope(image, aim, way, step);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}

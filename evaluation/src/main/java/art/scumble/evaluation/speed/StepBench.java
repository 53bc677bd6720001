package art.scumble.evaluation.speed;

import art.scumble.evaluation.picture.Work;
import art.scumble.worker.cloaking.Picture;
import art.scumble.worker.encoder.Aim;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.Encoder;
import art.scumble.worker.encoder.RgbImage;
import art.scumble.worker.encoder.StageStatistics;
import art.scumble.worker.encoder.TaeArchitecture;
import art.scumble.worker.encoder.Weights;
import art.scumble.worker.tensorflow.EncoderLoader;
import art.scumble.worker.tensorflow.MatrixProduct;
import art.scumble.worker.tensorflow.StepCost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** A step of the search by itself, next to what the machine can do at most and to other engines. */
final class StepBench implements AutoCloseable {
    private static final int MATRIX_SIDE = 2048;

    private record Contestant(String name, Encoder encoder) {}

    private final Weights weights;
    private final Architecture architecture;
    private final List<MatrixProduct> products = new ArrayList<>();
    private final List<Turns.Piece> pieces = new ArrayList<>();
    private final List<Contestant> contestants = new ArrayList<>();

    /**
     * Of one encoder.
     *
     * @param bf16 whether its trunk runs in bf16 on this machine; fp32 runs in any case
     * @param threads for one computation, at least 1
     */
    StepBench(String name, Weights weights, Architecture architecture, boolean bf16, int threads) throws IOException {
        this.weights = weights;
        this.architecture = architecture;
        product(false, threads);
        contestants.add(
                new Contestant(name + " fp32", EncoderLoader.load(name, weights, architecture, false, threads)));
        if (bf16) {
            product(true, threads);
            contestants.add(new Contestant(
                    name + " bf16 trunk", EncoderLoader.load(name, weights, architecture, true, threads)));
        }
        if (architecture instanceof TaeArchitecture tae) {
            ServiceLoader<OtherEngine> engines = ServiceLoader.load(OtherEngine.class);
            if (engines.findFirst().isEmpty()) {
                System.out.println("There is no other engine: docs/benchmarks.md says how one is built.");
            }
            for (OtherEngine engine : engines) {
                contestants.add(new Contestant(name + " fp32, " + engine.name(), engine.open(weights, tae, threads)));
            }
        }
    }

    private void product(boolean bf16, int threads) {
        MatrixProduct product =
                bf16 ? MatrixProduct.bf16(MATRIX_SIDE, threads) : MatrixProduct.fp32(MATRIX_SIDE, threads);
        products.add(product);
        String name = "matmul %d³, %s".formatted(MATRIX_SIDE, bf16 ? "bf16" : "fp32");
        pieces.add(new Turns.Piece(name, product.operations(), product::run));
    }

    /**
     * Adds a step of each contestant on a picture of its own size.
     *
     * @param stranger of the same size, whose style distances are taken from
     * @return how near the others' slopes are to the first one's, in words
     */
    String add(Picture picture, Picture stranger) {
        RgbImage image = Work.image(picture);
        long operations = StepCost.of(weights, architecture, picture.height(), picture.width())
                .total();
        Encoder first = contestants.getFirst().encoder;
        StageStatistics reference = first.statistics(Work.image(stranger));
        double[] way = first.statistics(image).squaredDistance(reference);
        float[] slope = first.slope(image, Aim.away(reference), way, 0).byPixel();
        StringBuilder words = new StringBuilder();
        for (Contestant contestant : contestants) {
            String name = "step %d², %s".formatted(picture.width(), contestant.name);
            pieces.add(new Turns.Piece(
                    name, operations, () -> contestant.encoder.slope(image, Aim.away(reference), way, 0)));
            if (contestant.encoder != first) {
                double cosine = EncoderLoader.cosine(
                        slope,
                        contestant
                                .encoder
                                .slope(image, Aim.away(reference), way, 0)
                                .byPixel());
                words.append(
                        String.format(Locale.ROOT, "%s: cosine of its slope with the first's %.5f%n", name, cosine));
            }
        }
        return words.toString();
    }

    /** Times all in turns: a line each, with its rate as a part of the fp32 product's and of the bf16 one's. */
    String text(int rounds) {
        List<Turns.Time> times = Turns.of(pieces, rounds);
        StringBuilder text =
                new StringBuilder("| work | operations | cpu s | wall s | GFLOP/s | ÷ fp32 matmul | ÷ bf16 matmul |\n");
        text.append("|").append("---|".repeat(7)).append('\n');
        for (Turns.Time time : times) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f G | %.3f | %.3f | %.0f | %.2f | %s |%n",
                    time.piece().name(),
                    time.piece().operations() / 1e9,
                    time.spent().cpuSeconds(),
                    time.spent().wallSeconds(),
                    time.gigaflops(),
                    time.gigaflops() / times.getFirst().gigaflops(),
                    products.size() == 1
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    time.gigaflops() / times.get(1).gigaflops())));
        }
        return text.toString();
    }

    @Override
    public void close() {
        contestants.forEach(contestant -> contestant.encoder.close());
        products.forEach(MatrixProduct::close);
    }
}

package art.scumble.worker.tensorflow;

import ai.djl.engine.Engine;
import art.scumble.worker.encoder.Architecture;
import art.scumble.worker.encoder.Weights;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;

/**
 * Floating-point operations of one step of the search, counted in the graph that runs: those of its convolutions, next
 * to which all others are few. A convolution takes 2 · h · w · o · k · l · i of them, a multiplication and an addition
 * for each of h × w × o values that come out and each of k × l × i weights that go into one, the zeros of the padding
 * included; its gradient by what goes in takes as many. There is none by weights.
 *
 * @param forward from the picture to the objective
 * @param backward from the objective to the picture
 */
public record StepCost(long forward, long backward) {
    private static final Set<String> NOT_COUNTED =
            Set.of("MatMul", "BatchMatMulV2", "DepthwiseConv2dNative", "Conv2DBackpropFilter", "Conv3D");

    /**
     * What a step takes on these weights, for a picture of this size in pixels.
     *
     * @throws IllegalArgumentException if the network consists of more than convolutions
     */
    public static StepCost of(Weights weights, Architecture architecture, int height, int width) {
        Engine.getEngine("TensorFlow");
        return SearchGraph.cost(
                (tf, images) -> LayerGraph.of(tf, new FrozenParameters(tf, weights), architecture)
                        .layers(images, false),
                architecture.channels(),
                height,
                width);
    }

    /** What the graph computes to give these; what it holds besides does not run. */
    static StepCost of(Graph graph, List<Output<?>> wanted) {
        Map<String, NodeDef> nodes = new HashMap<>();
        graph.toGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
        Deque<String> open = new ArrayDeque<>();
        wanted.forEach(output -> open.add(output.op().name()));
        Set<String> seen = new HashSet<>(open);
        long forward = 0;
        long backward = 0;
        while (!open.isEmpty()) {
            NodeDef node = Objects.requireNonNull(nodes.get(open.remove()));
            if (NOT_COUNTED.contains(node.getOp())) {
                throw new IllegalArgumentException(
                        "operations are counted of convolutions only, not of " + node.getOp() + ": " + node.getName());
            }
            switch (node.getOp()) {
                case "Conv2D" -> forward += operations(shape(graph, node.getName()), shape(graph, node.getInput(1)));
                case "Conv2DBackpropInput" ->
                    backward += operations(shape(graph, node.getInput(2)), shape(graph, node.getInput(1)));
                default -> {}
            }
            for (String input : node.getInputList()) {
                String name = input.replaceAll("^\\^|:\\d+$", "");
                if (seen.add(name)) {
                    open.add(name);
                }
            }
        }
        return new StepCost(forward, backward);
    }

    /** Of a convolution: of what comes out at its far end, and of its kernel [height, width, in, out]. */
    private static long operations(Shape far, Shape kernel) {
        return 2 * far.size() * kernel.get(0) * kernel.get(1) * kernel.get(2);
    }

    private static Shape shape(Graph graph, String input) {
        String[] parts = input.split(":", -1);
        Output<?> output = Objects.requireNonNull(graph.operation(parts[0]))
                .output(parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
        if (output.shape().hasUnknownDimension()) {
            throw new IllegalArgumentException("the shape of " + input + " is not known");
        }
        return output.shape();
    }

    /** Of the whole step. */
    public long total() {
        return forward + backward;
    }
}

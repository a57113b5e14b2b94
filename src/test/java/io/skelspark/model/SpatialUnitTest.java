package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.engine.TorchEngine;
import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.InitialGraph;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Reference;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option of the spatial units against their definition, in both orders of memory. */
class SpatialUnitTest {
    private static final int SAMPLES = 2;
    private static final int FRAMES = 11;
    private static final int JOINTS = 6;
    private static final int SUBSETS = 3;
    private static final int OUT = 8;

    private final Tensor graph = graph();

    private static Tensor graph() {
        Tensor graph = Tensor.zeros(DType.FLOAT32, SUBSETS, JOINTS, JOINTS);
        Random random = new Random(7);
        Arrays.setAll(graph.values(), i -> (float) random.nextDouble());
        return graph;
    }

    static List<Arguments> gcnSettings() {
        List<Arguments> all = new ArrayList<>();
        for (Adaptive adaptive : Adaptive.values()) {
            for (UnitGCN.ConvPosition position : UnitGCN.ConvPosition.values()) {
                for (PassMode mode : PassMode.values()) {
                    all.add(Arguments.of(new UnitGCN(adaptive, position, UnitGCN.Residual.INPUT), mode));
                }
            }
        }
        all.add(Arguments.of(
                new UnitGCN(Adaptive.INIT, UnitGCN.ConvPosition.PRE, UnitGCN.Residual.NONE), PassMode.TRAINING));
        return all;
    }

    @ParameterizedTest
    @MethodSource("gcnSettings")
    void gathersAsDefined(UnitGCN settings, PassMode mode) {
        for (int in : List.of(3, OUT)) {
            compare(
                    in,
                    mode,
                    scope -> settings.declare(scope, in, OUT, new InitialGraph.Skeleton(graph).shared()),
                    (units, input) -> units.gcn(settings, input));
        }
    }

    static List<Arguments> aagcnSettings() {
        List<Arguments> all = new ArrayList<>();
        for (UnitAAGCN.SampleGraph edges : UnitAAGCN.SampleGraph.values()) {
            for (UnitAAGCN.Attention attention : UnitAAGCN.Attention.values()) {
                for (PassMode mode : PassMode.values()) {
                    all.add(Arguments.of(new UnitAAGCN(edges, attention), mode));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("aagcnSettings")
    void resemblesAndAttendsAsDefined(UnitAAGCN settings, PassMode mode) {
        for (int in : List.of(3, OUT)) {
            compare(
                    in,
                    mode,
                    scope -> settings.declare(scope, in, OUT, new InitialGraph.Skeleton(graph).shared()),
                    (units, input) -> units.aagcn(settings, input));
        }
    }

    @ParameterizedTest
    @EnumSource(Adaptive.class)
    void startsWithTheGraphOfTheSkeleton(Adaptive adaptive) {
        Weights weights = new Weights(Reference.MMACTION2);
        new UnitGCN(adaptive, UnitGCN.ConvPosition.PRE, UnitGCN.Residual.NONE)
                .declare(weights.scope("unit"), 3, OUT, new InitialGraph.Skeleton(graph).shared());
        ModelState state = weights.initialise(1);
        Map<String, float[]> values = values(state);

        float[] none = new float[graph.values().length];
        float[] ones = new float[graph.values().length];
        Arrays.fill(ones, 1);
        float[] edges = values.getOrDefault("unit.A", none);
        float[] added = adaptive == Adaptive.OFFSET ? values.getOrDefault("unit.PA", ones) : none;
        float[] factor = adaptive == Adaptive.IMPORTANCE ? values.getOrDefault("unit.PA", none) : ones;
        for (int i = 0; i < edges.length; i++) {
            assertThat(edges[i] * factor[i] + added[i]).isCloseTo((float) graph.values()[i], Offset.offset(1.1e-6f));
        }
        boolean trains = adaptive != Adaptive.NONE;
        assertThat(state.layout().entries().stream()
                        .anyMatch(entry -> entry.name().matches("unit.P?A") && entry.kind() == EntryKind.PARAMETER))
                .isEqualTo(trains);
    }

    /** This is the order of the reference's state dict with attention. */
    @Test
    void namesTheWeightsOfTheAttentionBeforeThoseOfTheShortcut() {
        Weights weights = new Weights(Reference.MMACTION2);
        new UnitAAGCN(UnitAAGCN.SampleGraph.FIXED, UnitAAGCN.Attention.STC)
                .declare(weights.scope("unit"), 3, OUT, new InitialGraph.Skeleton(graph).shared());

        assertThat(weights.layout().entries().stream()
                        .filter(entry -> entry.name().endsWith(".weight"))
                        .map(entry -> entry.name() + entry.shape()))
                .containsExactly(
                        "unit.conv_d.0.weight[8, 3, 1, 1]",
                        "unit.conv_d.1.weight[8, 3, 1, 1]",
                        "unit.conv_d.2.weight[8, 3, 1, 1]",
                        "unit.conv_ta.weight[1, 8, 9]",
                        "unit.conv_sa.weight[1, 8, 5]",
                        "unit.fc1c.weight[4, 8]",
                        "unit.fc2c.weight[8, 4]",
                        "unit.down.0.weight[8, 3, 1, 1]",
                        "unit.down.1.weight[8]",
                        "unit.bn.weight[8]");
    }

    interface Definition {
        double[][][][] apply(PlainUnits units, double[][][][] input);
    }

    static void compare(int in, PassMode mode, Function<Weights.Scope, Layer> unit, Definition definition) {
        Weights weights = new Weights(Reference.MMACTION2);
        Layer layer = unit.apply(weights.scope("unit"));
        ModelState state = weights.initialise(1);
        Random random = new Random(5);
        for (int i = 0; i < state.parameters().length; i++) {
            state.parameters()[i] = (float) random.nextGaussian() * 0.5f;
        }
        PlainUnits plain = new PlainUnits(values(state), mode, SUBSETS);
        double[][][][] input = new double[SAMPLES][in][FRAMES][JOINTS];
        float[] values = new float[SAMPLES * in * FRAMES * JOINTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
            input[i / (in * FRAMES * JOINTS)][i / (FRAMES * JOINTS) % in][i / JOINTS % FRAMES][i % JOINTS] = values[i];
        }
        double[] expected = flat(definition.apply(plain, input));

        float[] found = run(layer, state, mode, values, new Shape(SAMPLES, in, FRAMES, JOINTS));

        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).as("[%d]", i).isCloseTo(expected[i], Offset.offset(2e-4));
        }
    }

    private static float[] run(Layer layer, ModelState state, PassMode mode, float[] values, Shape shape) {
        TorchEngine.enter(false);
        try (NDManager run = TorchEngine.manager()) {
            NDArray parameters = run.create(state.parameters());
            NDArray buffers = run.create(state.buffers());
            BoundWeights bound = new BoundWeights(state.layout().entries(), parameters, buffers, mode, 0);
            NDArray input = run.create(values, shape);
            if (mode == PassMode.EVALUATION) {
                input = Torch.contiguous(input.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2);
                layer.forward(input, bound).close();
                int open = run.getManagedArrays().size();
                layer.forward(input, bound).close();
                int after = run.getManagedArrays().size();
                assertThat(after).as("arrays that a further pass leaves open").isEqualTo(open);
            }
            return layer.forward(input, bound).toFloatArray();
        }
    }

    private static Map<String, float[]> values(ModelState state) {
        Map<String, float[]> values = new HashMap<>();
        for (Entry entry : state.layout().entries()) {
            float[] vector = entry.kind() == EntryKind.PARAMETER ? state.parameters() : state.buffers();
            values.put(entry.name(), Arrays.copyOfRange(vector, entry.offset(), entry.offset() + entry.size()));
        }
        return values;
    }

    private static double[] flat(double[][][][] values) {
        return Arrays.stream(values)
                .flatMap(Arrays::stream)
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}

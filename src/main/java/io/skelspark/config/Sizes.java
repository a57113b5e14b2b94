package io.skelspark.config;

import io.skelspark.train.network.StateLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Bounds on products of settings, each of which is in range by itself. What is larger is refused before any of it exists. */
final class Sizes {
    /** The views in one array or memory region: 2 GiB of floats. */
    private static final double MOST_INPUT = 1 << 29;

    /** The values of one layer for a batch, 8 GiB of floats: more than the indices of many kernels can count. */
    private static final double MOST_ACTIVATIONS = Integer.MAX_VALUE;

    /** The weights of a network, some twenty times those of the largest published one. */
    private static final int MOST_PARAMETERS = 100_000_000;

    /** The key of the spatial stride of a network of volumes. */
    private static final String STRIDE = "model.conv1-stride-s";

    private Sizes() {}

    /**
     * Checks the memory of a batch in training and of a clip in the test.
     *
     * @param root all settings
     * @param shapes shapes of the views of these settings
     * @param isHeatmap whether views are volumes of heat maps rather than joints
     * @throws ConfigError if one is too large, with the keys that multiply to it
     */
    static void check(Settings root, ViewShapes shapes, boolean isHeatmap) {
        List<String> train = new ArrayList<>(List.of("frames", isHeatmap ? "train-resolution" : "dataset.persons"));
        train.add("train.batch-per-replica");
        double batch = root.integer("train.batch-per-replica", Range.COUNT);
        require(root, train, "the views of a batch", product(shapes.train()) * batch, MOST_INPUT);
        train.add("model.base-channels");
        double channels = root.integer("model.base-channels", Range.COUNT);
        int stride = root.has(STRIDE) ? root.integer(STRIDE, Range.COUNT) : 1;
        double positions = isHeatmap
                ? product(shapes.train().subList(1, 4)) / stride / stride
                : product(shapes.train().subList(0, 3));
        require(root, train, "the first layer of a batch", positions * channels * batch, MOST_ACTIVATIONS);
        String views = isHeatmap ? "evaluate.views-per-batch" : "test-clips";
        require(
                root,
                List.of("frames", isHeatmap ? "test-resolution" : "dataset.persons", views),
                "the views of a clip in the test",
                product(shapes.test()) * root.integer(views, Range.COUNT) * (isHeatmap ? 2 : 1),
                MOST_INPUT);
    }

    private static double product(List<Integer> shape) {
        return shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    }

    private static void require(Settings root, List<String> keys, String what, double values, double most) {
        if (values > most) {
            String found = keys.stream().map(root::quoted).collect(Collectors.joining(", "));
            throw new ConfigError(found + ": " + what + " would have " + text(values) + " values, expected at most "
                    + text(most) + ": lower one of them");
        }
    }

    /**
     * Checks the weights of a network.
     *
     * @throws IllegalArgumentException if there are too many, or a layer has none
     */
    static void requireParameters(StateLayout layout) {
        layout.entries().stream().filter(entry -> entry.size() == 0).findFirst().ifPresent(empty -> {
            throw new IllegalArgumentException(
                    "the network would have " + empty.name() + " without values, expected more channels");
        });
        int parameters = layout.parameterSize();
        if (parameters > MOST_PARAMETERS) {
            throw new IllegalArgumentException("the network would have " + text(parameters)
                    + " weights, expected at most " + text(MOST_PARAMETERS));
        }
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}

package io.skelspark.pickle;

import io.skelspark.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scores in a file that MMAction2's {@code --dump} writes: a pickled list of dicts with {@code gt_label} and
 * {@code pred_score}, as tensors or NumPy arrays.
 *
 * @param samples the samples in the order of the data set; the file holds no identifiers
 */
public record ScoreDump(List<DumpedSample> samples) {
    /**
     * The scores of one sample.
     *
     * @param label index of the true class
     * @param scores one score per class
     */
    public record DumpedSample(int label, float[] scores) {}

    /** Samples may share one tensor, but not without bound. */
    private static final long FREE_SCORES = 1 << 20;

    public ScoreDump {
        samples = List.copyOf(samples);
    }

    /**
     * Reads a dump from a stream and closes it.
     *
     * @param name name of the stream, for messages
     * @param length number of bytes of the stream, or {@link PickleInput#UNKNOWN_LENGTH}
     * @throws BrokenPickleException if the stream is cut short, damaged or not a dump, naming the sample
     */
    public static ScoreDump read(InputStream stream, String name, long length) throws IOException {
        List<DumpedSample> samples = new ArrayList<>();
        long scores = 0;
        PickleInput input = new PickleInput(new BufferedInputStream(stream, 1 << 16), name, length);
        try (RecordReader reader = RecordReader.ofTensors(input)) {
            while (reader.advance()) {
                Object record = reader.next();
                try {
                    DumpedSample sample = sample(record);
                    scores += sample.scores().length;
                    if (scores > FREE_SCORES + input.position()) {
                        throw new IllegalArgumentException(
                                scores + " scores so far, expected no more than the bytes of the file");
                    }
                    samples.add(sample);
                } catch (IllegalArgumentException bad) {
                    throw input.broken(input.position(), "sample " + samples.size() + ": " + bad.getMessage(), bad);
                }
            }
        }
        return new ScoreDump(samples);
    }

    private static DumpedSample sample(@Nullable Object record) {
        if (!(record instanceof Map<?, ?> dict)) {
            throw new IllegalArgumentException("a " + Description.of(record)
                    + ", expected a dict with the keys gt_label and pred_score, as tools/test.py --dump writes it");
        }
        double[] label = values(dict.get("gt_label"), "gt_label");
        if (label.length != 1 || label[0] != Math.rint(label[0])) {
            throw new IllegalArgumentException("gt_label has " + label.length + " values, expected one integer");
        }
        double[] scores = values(dict.get("pred_score"), "pred_score");
        float[] narrowed = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            narrowed[i] = (float) scores[i];
        }
        return new DumpedSample((int) label[0], narrowed);
    }

    private static double[] values(@Nullable Object value, String key) {
        if (value instanceof TorchTensor tensor) {
            return tensor.doubles();
        }
        if (value instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        if (value instanceof NumpyArray array && array.floating()) {
            Tensor tensor = array.tensor();
            return tensor.values();
        }
        if (value instanceof NumpyArray array && array.integral()) {
            long[] integers = array.integers().values();
            double[] values = new double[integers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = integers[i];
            }
            return values;
        }
        throw new IllegalArgumentException(
                key + " is a " + Description.of(value) + ", expected a tensor or a NumPy array");
    }
}

package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of every transform; the test of each implements it. */
interface TransformContract {
    /** Returns a transform that changes the sample. */
    Transform transform();

    PoseSample sample();

    @Test
    default void leavesItsInputUntouched() {
        PoseSample input = sample();
        transform().apply(input, new NumpyRandom(1));
        assertSame(input, sample());
    }

    @Test
    default void changesTheSample() {
        PoseSample output = transform().apply(sample(), new NumpyRandom(1));
        assertThat(Samples.describe(output)).isNotEqualTo(Samples.describe(sample()));
    }

    @Test
    default void givesTheSameSampleForTheSameSeed() {
        assertSame(transform().apply(sample(), new NumpyRandom(7)), transform().apply(sample(), new NumpyRandom(7)));
    }

    @Test
    default void givesTheSameSampleAfterSerialization() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(transform());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Transform copy = (Transform) in.readObject();
            assertSame(copy.apply(sample(), new NumpyRandom(3)), transform().apply(sample(), new NumpyRandom(3)));
        }
    }

    @Test
    default void roundsEveryValueToItsWidth() {
        PoseSample output = transform().apply(sample(), new NumpyRandom(1));
        assertRounded(output.keypoint());
        assertRounded(output.keypointScore());
    }

    private static void assertSame(PoseSample found, PoseSample expected) {
        assertThat(Samples.describe(found)).isEqualTo(Samples.describe(expected));
    }

    private static void assertRounded(@Nullable Tensor tensor) {
        if (tensor != null) {
            for (double value : tensor.values()) {
                assertThat(tensor.dtype().round(value)).isEqualTo(value);
            }
        }
    }
}

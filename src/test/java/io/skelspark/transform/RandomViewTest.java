package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RandomViewTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomView(List.of(Axis.X, Axis.Y), -60, 60);
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(2, 3, 3, DType.FLOAT16);
    }

    private static double[] turned(RandomView view, int seed, double... joint) {
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {1, 1, 1, joint.length}, joint);
        return view.apply(new PoseSample("x", 0, 1, null, keypoint, null), new NumpyRandom(seed))
                .keypoint()
                .values();
    }

    @Test
    void turnsAboutTheAxesInTheirOrder() {
        RandomView quarter = new RandomView(List.of(Axis.X, Axis.Y), 90, 90);
        assertThat(turned(quarter, 0, 1, 2, 3)).containsExactly(new double[] {2, -3, -1}, within(1e-12));
        RandomView other = new RandomView(List.of(Axis.Y, Axis.X), 90, 90);
        assertThat(turned(other, 0, 1, 2, 3)).containsExactly(new double[] {3, 1, 2}, within(1e-12));
    }

    @Test
    void drawsWholeDegreesOfTheRangeForEachAxis() {
        RandomView view = new RandomView(List.of(Axis.Z), -2, 2);
        TreeSet<Long> degrees = new TreeSet<>();
        for (int seed = 0; seed < 60; seed++) {
            double[] found = turned(view, seed, 1, 0, 5);
            double angle = Math.toDegrees(Math.atan2(found[1], found[0]));
            assertThat(angle).isCloseTo(Math.rint(angle), within(1e-9));
            degrees.add(Math.round(angle));
        }
        assertThat(degrees).containsExactly(-2L, -1L, 0L, 1L, 2L);
        NumpyRandom draws = new NumpyRandom(7);
        int[] both = {-60 + draws.upTo(120), -60 + draws.upTo(120)};
        double[] expected = Rotation.apply(
                Rotation.product(Axis.Y.rotation(Math.toRadians(-both[1])), Axis.X.rotation(Math.toRadians(-both[0]))),
                new double[] {1, 2, 3});
        assertThat(turned(new RandomView(List.of(Axis.X, Axis.Y), -60, 60), 7, 1, 2, 3))
                .containsExactly(expected);
    }

    @Test
    void turnsAPlaneAboutZ() {
        assertThat(turned(new RandomView(List.of(Axis.Z), 90, 90), 0, 1, 2))
                .containsExactly(new double[] {-2, 1}, within(1e-12));
        assertThatThrownBy(() -> turned(new RandomView(List.of(Axis.X), 0, 9), 0, 1, 2))
                .hasMessageContaining("clip x has 2 coordinates")
                .hasMessageContaining("axes = [z]");
    }

    @Test
    void leavesMissingPeopleAtZero() {
        PoseSample pair = Samples.ntu();
        double[] found = transform().apply(pair, new NumpyRandom(3)).keypoint().values();
        for (int i = 75; i < 150; i++) {
            assertThat(found[i]).isZero();
        }
    }

    @Test
    void refusesAnEmptyRange() {
        assertThatThrownBy(() -> new RandomView(List.of(Axis.X), 3, 2)).hasMessageContaining("smaller number");
        assertThatThrownBy(() -> new RandomView(List.of(), 2, 3)).hasMessageContaining("expected an axis");
    }
}

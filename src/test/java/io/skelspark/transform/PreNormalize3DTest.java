package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.PreNormalize3D.Alignment;
import java.util.Arrays;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PreNormalize3DTest implements TransformContract {
    private static final NumpyRandom RANDOM = new NumpyRandom(0);
    private static final Offset<Double> EXACTLY = within(1e-8);

    @Override
    public Transform transform() {
        return PreNormalize3D.ntu();
    }

    @Override
    public PoseSample sample() {
        return Samples.ntu();
    }

    @Test
    void matchesTheTableOfTheReference() {
        PoseSample found = PreNormalize3D.ntu().apply(Samples.ntu(), RANDOM);
        Tensor keypoint = found.keypoint();
        assertThat(found.totalFrames()).isEqualTo(3);
        assertThat(keypoint.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Samples.at(keypoint, 0, 0, 0))
                .containsExactly(new double[] {0.18561487, -0.02519403, -0.01278312}, EXACTLY);
        assertThat(Samples.at(keypoint, 0, 0, 20))
                .containsExactly(new double[] {0.40180117, -0.04732802, -0.02394742}, EXACTLY);
        assertThat(Arrays.stream(keypoint.values()).sum()).isCloseTo(104.1557933433409, EXACTLY);
        assertThat(Arrays.stream(keypoint.values()).map(Math::abs).sum()).isCloseTo(134.6724594928284, EXACTLY);
        assertThat(PreNormalize3D.ntu().bodyCenter(Samples.ntu()))
                .containsExactly(new double[] {-0.11176, -0.1444, -0.1731}, within(5e-5));
    }

    @Test
    void putsThePersonWithMoreFramesFirst() {
        Tensor input = Samples.ntu().keypoint();
        Tensor found = new PreNormalize3D(1, new Pair(0, 1), new Pair(8, 4), Set.of())
                .apply(Samples.ntu(), RANDOM)
                .keypoint();
        assertThat(Samples.at(found, 0, 1, 4)).containsExactly(Samples.at(input, 1, 1, 4));
        assertThat(Samples.at(found, 1, 0, 4)).containsExactly(Samples.at(input, 0, 0, 4));
    }

    @Test
    void dropsFramesWithoutTheMainPerson() {
        double[] values = Samples.ntu().keypoint().values().clone();
        Arrays.fill(values, 225, 375, 0);
        PoseSample input = Samples.ntu().withKeypoint(new Tensor(DType.FLOAT16, new int[] {2, 3, 25, 3}, values));
        PoseSample found = PreNormalize3D.ntu().apply(input, RANDOM);
        assertThat(found.totalFrames()).isEqualTo(2);
        assertThat(found.keypoint().shape()).containsExactly(2, 2, 25, 3);
    }

    @Test
    void turnsTheSpineUprightAndTheShouldersAlongX() {
        Tensor keypoint = Samples.tensor(DType.FLOAT64, i -> Math.cos(1.7 * i) + 2, 1, 1, 25, 3);
        PoseSample input = new PoseSample("x", 0, 1, null, keypoint, null);
        PreNormalize3D spineOnly =
                new PreNormalize3D(1, new Pair(0, 1), new Pair(8, 4), Set.of(Alignment.CENTER, Alignment.SPINE));
        double[] bottom = Samples.at(spineOnly.apply(input, RANDOM).keypoint(), 0, 0, 0);
        assertThat(bottom[0]).isCloseTo(0, EXACTLY);
        assertThat(bottom[1]).isCloseTo(0, EXACTLY);
        assertThat(bottom[2]).isNegative();
        Tensor found = PreNormalize3D.ntu().apply(input, RANDOM).keypoint();
        double[] right = Samples.at(found, 0, 0, 8);
        double[] left = Samples.at(found, 0, 0, 4);
        assertThat(right[0]).isGreaterThan(left[0]);
        assertThat(right[1]).isCloseTo(left[1], EXACTLY);
        assertThat(right[2]).isCloseTo(left[2], EXACTLY);
        assertThat(Samples.at(found, 0, 0, 1)).containsExactly(new double[3], EXACTLY);
    }

    @Test
    void leavesAClipOfZerosUnchanged() {
        PoseSample input = new PoseSample("x", 0, 4, null, Tensor.zeros(DType.FLOAT16, 2, 4, 25, 3), null);
        assertThat(PreNormalize3D.ntu().apply(input, RANDOM)).isSameAs(input);
        assertThat(PreNormalize3D.ntu().bodyCenter(input)).containsOnly(0);
    }

    @Test
    void keepsMissingJointsAtZero() {
        double[] values = Samples.ntu().keypoint().values().clone();
        Arrays.fill(values, 225 + 30, 225 + 33, 0);
        PoseSample input = Samples.ntu().withKeypoint(new Tensor(DType.FLOAT16, new int[] {2, 3, 25, 3}, values));
        assertThat(Samples.at(PreNormalize3D.ntu().apply(input, RANDOM).keypoint(), 0, 0, 10))
                .containsOnly(0);
    }

    @Test
    void refusesAClipOfTheWrongShape() {
        PoseSample threePersons = new PoseSample("crowd", 0, 4, null, Tensor.zeros(DType.FLOAT16, 3, 4, 25, 3), null);
        assertThatThrownBy(() -> PreNormalize3D.ntu().apply(threePersons, RANDOM))
                .hasMessageContaining("crowd")
                .hasMessageContaining("1 or 2 persons");
        PoseSample fewJoints = new PoseSample("few", 0, 4, null, Tensor.zeros(DType.FLOAT16, 1, 4, 5, 3), null);
        assertThatThrownBy(() -> PreNormalize3D.ntu().apply(fewJoints, RANDOM))
                .hasMessageContaining("few has 5 joints")
                .hasMessageContaining("x-axis");
    }

    @Test
    void keepsTheWidthOfTheJointsIfItOnlyCentres() {
        PreNormalize3D centring = new PreNormalize3D(1, new Pair(0, 1), new Pair(8, 4), Set.of(Alignment.CENTER));
        Tensor found = centring.apply(Samples.ntu(), RANDOM).keypoint();
        double[] centre = centring.bodyCenter(Samples.ntu());
        double[] joint = Samples.at(Samples.ntu().keypoint(), 1, 0, 20);
        assertThat(found.dtype()).isEqualTo(DType.FLOAT16);
        for (int i = 0; i < 3; i++) {
            assertThat(Samples.at(found, 0, 0, 20)[i]).isEqualTo(DType.FLOAT16.round(joint[i] - centre[i]));
        }
        assertThat(Samples.at(found, 0, 0, 1)).containsOnly(0);
    }
}

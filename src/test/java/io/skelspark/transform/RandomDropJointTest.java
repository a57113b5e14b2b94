package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.RandomDropJoint.Count;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RandomDropJointTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomDropJoint(1, new Count(2, 4), new Count(3, 5));
    }

    @Override
    public PoseSample sample() {
        return clip(2, 10);
    }

    /** A clip without zeros. */
    private static PoseSample clip(int persons, int frames) {
        Tensor keypoint = Samples.tensor(DType.FLOAT32, i -> i + 1, persons, frames, 17, 3);
        return new PoseSample("x", 0, frames, null, keypoint, null);
    }

    @Test
    void hidesSomeJointsOfAllPeopleOverASpanOfFrames() {
        for (int seed = 0; seed < 30; seed++) {
            Tensor found = transform().apply(sample(), new NumpyRandom(seed)).keypoint();
            TreeSet<Integer> joints = new TreeSet<>();
            TreeSet<Integer> frames = new TreeSet<>();
            int zeros = 0;
            for (int i = 0; i < found.values().length; i++) {
                if (found.values()[i] == 0) {
                    zeros++;
                    joints.add(i / 3 % 17);
                    frames.add(i / 51 % 10);
                } else {
                    assertThat(found.values()[i]).isEqualTo(i + 1);
                }
            }
            assertThat(joints).hasSizeBetween(2, 4);
            assertThat(frames).hasSizeBetween(3, 5);
            assertThat(frames.last() - frames.first()).isEqualTo(frames.size() - 1);
            assertThat(zeros).isEqualTo(2 * 3 * joints.size() * frames.size());
        }
    }

    @Test
    void hidesNoMoreThanThereIs() {
        RandomDropJoint all = new RandomDropJoint(1, new Count(30, 30), new Count(30, 30));
        assertThat(all.apply(clip(1, 1), new NumpyRandom(0)).keypoint().values())
                .containsOnly(0);
    }

    @Test
    void leavesTheOtherClips() {
        PoseSample input = sample();
        RandomDropJoint never = new RandomDropJoint(0, new Count(1, 1), new Count(1, 1));
        assertThat(never.apply(input, new NumpyRandom(0))).isSameAs(input);
    }

    @Test
    void refusesAnEmptyRangeAndARatioThatIsNoProbability() {
        assertThatThrownBy(() -> new Count(3, 2)).hasMessageContaining("the smaller first");
        assertThatThrownBy(() -> new Count(-1, 2)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> new RandomDropJoint(-0.1, new Count(1, 1), new Count(1, 1)))
                .hasMessageContaining("expected 0 to 1");
    }
}

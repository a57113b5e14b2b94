package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FormatGCNInputTest implements TransformContract {
    private static final NumpyRandom RANDOM = new NumpyRandom(0);

    @Override
    public Transform transform() {
        return FormatGCNInput.pair();
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(1, 6, 3, DType.FLOAT32).withFrames(new int[6], 2);
    }

    @Test
    void splitsTheFramesIntoViews() {
        Tensor found = FormatGCNInput.pair().apply(sample(), RANDOM).keypoint();
        assertThat(found.shape()).containsExactly(2, 2, 3, 17, 3);
        assertThat(Samples.at(found, 1, 0, 2, 4)).containsExactly(Samples.at(sample().keypoint(), 0, 5, 4));
    }

    @Test
    void fillsAnAbsentSecondPersonWithZeros() {
        Tensor found = FormatGCNInput.pair().apply(sample(), RANDOM).keypoint();
        assertThat(Samples.at(found, 0, 1, 0, 4)).containsOnly(0);
    }

    @Test
    void repeatsASinglePersonInLoopMode() {
        Tensor found = new FormatGCNInput(3, FormatGCNInput.MissingPerson.LOOP)
                .apply(sample(), RANDOM)
                .keypoint();
        assertThat(Samples.at(found, 1, 2, 0, 4)).containsExactly(Samples.at(sample().keypoint(), 0, 3, 4));
    }

    @Test
    void leavesOutFurtherPersons() {
        PoseSample crowd = Samples.withFrames(3, 6, 2, DType.FLOAT32);
        Tensor found = FormatGCNInput.pair().apply(crowd, RANDOM).keypoint();
        assertThat(found.shape()).containsExactly(1, 2, 6, 17, 2);
        assertThat(Samples.at(found, 0, 1, 5, 4)).containsExactly(Samples.at(crowd.keypoint(), 1, 5, 4));
    }

    @Test
    void appendsTheScoreIfThereIsOne() {
        PoseSample found = FormatGCNInput.pair().apply(Samples.coco(), RANDOM);
        assertThat(found.keypointScore()).isNull();
        assertThat(Samples.at(found.keypoint(), 0, 0, 0, 5)[2]).isEqualTo(DType.FLOAT16.round(0.6));
    }

    @Test
    void refusesFramesThatDoNotSplitEvenly() {
        PoseSample input = sample().withFrames(new int[6], 4);
        assertThatThrownBy(() -> FormatGCNInput.pair().apply(input, RANDOM))
                .hasMessageContaining("6 frames do not split into 4 views");
    }
}

package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FlipTest implements TransformContract {
    @Override
    public Transform transform() {
        return new Flip(LayoutConfig.load("coco"), 1);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    @Test
    void mirrorsJointsAndExchangesTheSides() {
        PoseSample found = transform().apply(sample(), new NumpyRandom(0));
        double[] left = Samples.at(sample().keypoint(), 1, 1, 5);
        double[] right = Samples.at(found.keypoint(), 1, 1, 6);
        assertThat(right).containsExactly((float) (48 - left[0]), left[1]);
        assertThat(Samples.at(found.keypoint(), 0, 0, 3))
                .as("the missing joint")
                .containsExactly(0, 0);
    }

    @Test
    void isItsOwnInverse() {
        Flip flip = new Flip(LayoutConfig.load("coco"), 1);
        PoseSample twice = flip.mirrored(flip.mirrored(sample()));
        for (int i = 0; i < twice.keypoint().values().length; i++) {
            assertThat(twice.keypoint().values()[i])
                    .isCloseTo(sample().keypoint().values()[i], within(1e-5));
        }
    }

    @Test
    void mirrorsAtTheGivenRatio() {
        Flip flip = new Flip(LayoutConfig.load("coco"), 0.25);
        PoseSample input = sample();
        int flipped = 0;
        NumpyRandom random = new NumpyRandom(1);
        for (int i = 0; i < 2000; i++) {
            flipped += flip.apply(input, random).equals(input) ? 0 : 1;
        }
        assertThat(flipped).isBetween(440, 560);
    }

    @Test
    void mirrorsAboutTheOrigin() {
        Layout layout = LayoutConfig.load("nturgb+d");
        PoseSample input = Samples.ntu();
        PoseSample found = new Flip(layout, 1, Flip.About.ORIGIN).apply(input, new NumpyRandom(0));
        double[] left = Samples.at(input.keypoint(), 1, 2, 4);
        assertThat(Samples.at(found.keypoint(), 1, 2, 8)).containsExactly(-left[0], left[1], left[2]);
        double[] spine = Samples.at(input.keypoint(), 0, 0, 1);
        assertThat(Samples.at(found.keypoint(), 0, 0, 1)).containsExactly(-spine[0], spine[1], spine[2]);
        assertThat(Samples.at(found.keypoint(), 0, 1, 4)).as("a missing person").containsExactly(0, 0, 0);
        assertThat(found.keypoint().dtype()).isEqualTo(input.keypoint().dtype());
    }

    @Test
    void mirrorsAPlaneAboutTheOriginWithoutAnImage() {
        Flip flip = new Flip(LayoutConfig.load("coco"), 1, Flip.About.ORIGIN);
        assertThat(flip.readsImageSize()).isFalse();
        PoseSample input = Samples.people()
                .withKeypoint(Samples.people().keypoint(), Samples.people().keypointScore(), null);
        PoseSample found = flip.apply(input, new NumpyRandom(0));
        double[] left = Samples.at(input.keypoint(), 1, 1, 5);
        assertThat(Samples.at(found.keypoint(), 1, 1, 6)).containsExactly(-left[0], left[1]);
        assertThat(Samples.at(Objects.requireNonNull(found.keypointScore()), 1, 1)[6])
                .isEqualTo(Samples.at(Objects.requireNonNull(input.keypointScore()), 1, 1)[5]);
    }

    @Test
    void asksForTheSidesOfTheLayout() {
        Layout plain = new Layout(
                "plain", List.of("a", "b"), 0, List.of(), List.of(), Layout.Sides.NONE, List.of(), Layout.Sides.NONE);
        assertThatThrownBy(() -> new Flip(plain, 1, Flip.About.ORIGIN))
                .hasMessageContaining("layout plain has no sides")
                .hasMessageContaining("left-joints");
    }

    @Test
    void refusesAnotherLayoutAndARatioThatIsNoProbability() {
        PoseSample fewer = sample().withKeypoint(Tensor.zeros(DType.FLOAT32, 1, 1, 5, 2), null);
        assertThatThrownBy(() -> transform().apply(fewer, new NumpyRandom(0)))
                .hasMessageContaining("clip people has 5 joints, layout coco has 17");
        assertThatThrownBy(() -> new Flip(LayoutConfig.load("coco"), 1.5)).hasMessageContaining("expected 0 to 1");
    }
}

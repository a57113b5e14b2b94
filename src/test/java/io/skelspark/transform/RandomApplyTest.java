package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import org.junit.jupiter.api.Test;

class RandomApplyTest implements TransformContract {
    private static final Pipeline BOTH = Pipeline.of(new RandomRot(0.3), new RandomScale(0.1));

    @Override
    public Transform transform() {
        return new RandomApply(1, BOTH);
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(2, 3, 3, DType.FLOAT16);
    }

    @Test
    void appliesAllTransformsInTheirOrder() {
        NumpyRandom random = new NumpyRandom(4);
        random.rand();
        assertThat(Samples.describe(transform().apply(sample(), new NumpyRandom(4))))
                .isEqualTo(Samples.describe(BOTH.apply(sample(), random)));
    }

    @Test
    void appliesThemAtTheGivenRatio() {
        PoseSample input = sample();
        NumpyRandom random = new NumpyRandom(1);
        int applied = 0;
        for (int i = 0; i < 1000; i++) {
            applied += new RandomApply(0.25, BOTH).apply(input, random).equals(input) ? 0 : 1;
        }
        assertThat(applied).isBetween(200, 300);
        assertThat(new RandomApply(0, BOTH).apply(input, random)).isSameAs(input);
        assertThatThrownBy(() -> new RandomApply(-1, BOTH)).hasMessageContaining("expected 0 to 1");
    }

    @Test
    void readsTheImageSizeThatItsTransformsRead() {
        assertThat(transform().readsImageSize()).isFalse();
        assertThat(new RandomApply(0.5, Pipeline.of(new Flip(LayoutConfig.load("coco"), 1))).readsImageSize())
                .isTrue();
    }
}

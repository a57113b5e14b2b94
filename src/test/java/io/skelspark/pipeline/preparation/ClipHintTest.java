package io.skelspark.pipeline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.ClipNeeds;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClipHintTest {
    private static final ClipNeeds PIXELS = new ClipNeeds(2, true, 0, true, true, 8);
    private static final ImageShape IMAGE = new ImageShape(480, 640);

    /** Returns a clip of two joints in each frame, at (x, y) and (x / 2, y / 2). */
    private static PoseSample clip(int persons, int frames, double x, double y, @Nullable ImageShape image) {
        Tensor keypoint = Tensor.zeros(DType.FLOAT64, persons, frames, 2, 2);
        for (int i = 0; i < keypoint.values().length; i += 4) {
            keypoint.values()[i] = x;
            keypoint.values()[i + 1] = y;
            keypoint.values()[i + 2] = x / 2;
            keypoint.values()[i + 3] = y / 2;
        }
        Tensor score = Tensor.zeros(DType.FLOAT64, persons, frames, 2);
        return new PoseSample("clip", 0, frames, image, keypoint, score);
    }

    private static List<ClipHint> hints(PoseSample clip) {
        ClipFacts facts = ClipFacts.of(clip);
        return Arrays.stream(ClipHint.values())
                .filter(hint -> hint.holds(facts, PIXELS))
                .toList();
    }

    @Test
    void aClipInItsImageGivesNone() {
        assertThat(hints(clip(1, 8, 600, 400, IMAGE))).isEmpty();
        assertThat(hints(clip(1, 8, 650, 470, IMAGE))).isEmpty();
    }

    @Test
    void anImageOnItsSide() {
        PoseSample sideways = clip(1, 8, 600, 400, new ImageShape(640, 480));
        assertThat(hints(sideways)).containsExactly(ClipHint.SIDEWAYS_IMAGE);
        assertThat(ClipHint.SIDEWAYS_IMAGE.found(ClipFacts.of(sideways)))
                .isEqualTo("[640, 480] and joints up to x = 600, y = 400");
    }

    @Test
    void fractionsWherePixelsAreTaken() {
        PoseSample fractions = clip(1, 8, 0.9, 0.5, IMAGE);
        assertThat(hints(fractions)).containsExactly(ClipHint.FRACTIONS);
        assertThat(ClipHint.FRACTIONS.holds(ClipFacts.of(fractions), ClipNeeds.NONE))
                .isFalse();
    }

    @Test
    void minusOneForAMissingJoint() {
        PoseSample clip = clip(1, 8, 600, 400, IMAGE);
        clip.keypoint().values()[2] = -1;
        assertThat(hints(clip)).isEmpty();
        clip.keypoint().values()[3] = -1;
        assertThat(hints(clip)).containsExactly(ClipHint.MINUS_ONE);
        assertThat(ClipHint.MINUS_ONE.found(ClipFacts.of(clip))).isEqualTo("1 of 16 joints at -1");
    }

    @Test
    void peopleInThePlaceOfFrames() {
        assertThat(hints(clip(10, 2, 600, 400, IMAGE))).containsExactly(ClipHint.PEOPLE_AND_FRAMES, ClipHint.SHORT);
    }

    @Test
    void framesWithoutAJoint() {
        PoseSample clip = clip(2, 8, 600, 400, IMAGE);
        int person = clip.keypoint().values().length / 2;
        Arrays.fill(clip.keypoint().values(), 0, person / 2, 0);
        assertThat(hints(clip)).isEmpty();
        Arrays.fill(clip.keypoint().values(), person, person + person / 2, 0);
        assertThat(hints(clip)).containsExactly(ClipHint.EMPTY_FRAMES);
        assertThat(ClipFacts.of(clip).zeroFrames()).isEqualTo(4);
        assertThat(ClipFacts.of(clip).zeroJoints()).isEqualTo(16);
    }

    @Test
    void lessThanHalfAView() {
        assertThat(hints(clip(1, 4, 600, 400, IMAGE))).isEmpty();
        assertThat(hints(clip(1, 3, 600, 400, IMAGE))).containsExactly(ClipHint.SHORT);
    }
}

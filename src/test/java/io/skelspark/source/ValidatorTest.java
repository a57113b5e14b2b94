package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidatorTest {
    private static final Validator VALIDATOR = new Validator(3, 2, 4, List.of("train", "test"), ClipNeeds.NONE);
    private static final List<String> TRAIN = List.of("train");

    private static Tensor joints(int... shape) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = 0.25 + i;
        }
        return tensor;
    }

    private static Tensor scores(int... shape) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        Arrays.fill(tensor.values(), 0.5);
        return tensor;
    }

    private static PoseSample clip(int label, Tensor keypoint, @Nullable Tensor score) {
        return new PoseSample("clip", label, keypoint.size(1), new ImageShape(4, 6), keypoint, score);
    }

    private static @Nullable Rejection check(PoseSample sample) {
        return VALIDATOR.check(new Annotation(sample, TRAIN));
    }

    private static PoseSample good() {
        return clip(3, joints(2, 5, 3, 2), scores(2, 5, 3));
    }

    @Test
    void aGoodClipPassesWithAndWithoutScoreAndImage() {
        assertThat(check(good())).isNull();
        assertThat(check(new PoseSample("clip", 0, 5, null, joints(1, 5, 3, 2), null)))
                .isNull();
    }

    @Test
    void holdsTheValuesOfAJointAgainstThoseThatANetworkTakes() {
        ClipNeeds scored = new ClipNeeds(2, false, 3, false, false, 1);
        PoseSample unscored = clip(0, joints(2, 5, 3, 2), null);

        assertThat(check(good(), scored)).isNull();
        assertThat(Objects.requireNonNull(check(unscored, scored)).line())
                .isEqualTo("clip: keypoint_score is none, expected a score of each joint, which model.in-channels = 3"
                        + " counts on; give joints without one a score of 1");
        ClipNeeds bare = new ClipNeeds(2, false, 2, false, false, 1);
        assertThat(check(unscored, bare)).isNull();
        assertThat(Objects.requireNonNull(check(good(), bare)).line())
                .isEqualTo(
                        "clip: keypoint_score is there, expected none, by model.in-channels = 2; leave the scores out");
    }

    @Test
    void rejectsScoresOf3DJoints() {
        Validator threeD = new Validator(3, 3, 4, TRAIN, ClipNeeds.NONE);
        assertThat(threeD.check(clip(0, joints(1, 5, 3, 3), null))).isNull();
        assertThat(threeD.check(clip(0, joints(1, 5, 3, 3), scores(1, 5, 3))))
                .isEqualTo(new Rejection("clip", "keypoint_score", "scores of 3D joints", "3D joints without scores"));
    }

    private static @Nullable Rejection check(PoseSample sample, ClipNeeds needs) {
        return new Validator(3, 2, 4, TRAIN, needs).check(sample);
    }

    @Test
    void rejectsMorePeopleThanTheNetworkTakesUnlessTheyMayBeLeftOut() {
        PoseSample three = clip(0, joints(3, 5, 3, 2), null);
        Rejection rejection = Objects.requireNonNull(check(three, new ClipNeeds(2, false, 0, false, false, 1)));
        assertThat(rejection.found()).isEqualTo("3 people in 5 frames");
        assertThat(rejection.expected()).startsWith("at most 2 people").contains("dataset.drop-persons");
        assertThat(check(three, new ClipNeeds(3, false, 0, false, false, 1))).isNull();
        assertThat(check(three, new ClipNeeds(2, true, 0, false, false, 1))).isNull();
    }

    @Test
    void peopleInThePlaceOfFramesAreTold() {
        Rejection rejection = Objects.requireNonNull(
                check(clip(0, joints(10, 2, 3, 2), null), new ClipNeeds(2, false, 0, false, false, 1)));
        assertThat(rejection.found()).isEqualTo("10 people in 2 frames");
        assertThat(rejection.expected()).contains("changed places");
    }

    @Test
    void rejectsAClipWithoutAnImageIfATransformReadsItsSize() {
        PoseSample sample = new PoseSample("clip", 0, 5, null, joints(1, 5, 3, 2), null);
        Rejection rejection = Objects.requireNonNull(check(sample, new ClipNeeds(1, false, 0, true, false, 1)));
        assertThat(rejection.field()).isEqualTo("img_shape");
        assertThat(check(good(), new ClipNeeds(2, false, 0, true, false, 1))).isNull();
    }

    @Test
    void rejectsALabelOutsideTheClasses() {
        assertThat(check(clip(4, joints(1, 5, 3, 2), null))).isEqualTo(new Rejection("clip", "label", "4", "0 to 3"));
        assertThat(check(clip(-2, joints(1, 5, 3, 2), null))).isEqualTo(new Rejection("clip", "label", "-2", "0 to 3"));
        assertThat(check(clip(PoseSample.UNKNOWN_LABEL, joints(1, 5, 3, 2), null)))
                .isEqualTo(new Rejection("clip", "label", "none", "0 to 3"));
    }

    @Test
    void rejectsAWrongJointCount() {
        assertThat(check(clip(0, joints(1, 5, 4, 2), null)))
                .isEqualTo(new Rejection("clip", "keypoint", "4 joints: [1, 5, 4, 2]", "3 joints"));
    }

    @Test
    void rejectsAWrongDimension() {
        assertThat(check(clip(0, joints(1, 5, 3, 3), null)))
                .isEqualTo(new Rejection(
                        "clip", "keypoint", "3 dimensions: [1, 5, 3, 3]", "2 dimensions, as dataset.dimensions says"));
    }

    @Test
    void rejectsWrongAxes() {
        PoseSample sample = new PoseSample("clip", 0, 5, null, joints(5, 3, 2), null);
        assertThat(check(sample)).isEqualTo(new Rejection("clip", "keypoint", "[5, 3, 2]", "4 axes (M, T, V, C)"));
    }

    @Test
    void rejectsNoFrames() {
        assertThat(check(clip(0, joints(1, 0, 3, 2), null)))
                .isEqualTo(new Rejection("clip", "keypoint", "no frames: [1, 0, 3, 2]", "at least one frame"));
    }

    @Test
    void rejectsNoPeople() {
        assertThat(check(clip(0, joints(0, 5, 3, 2), null)))
                .isEqualTo(new Rejection("clip", "keypoint", "no people: [0, 5, 3, 2]", "at least one person"));
    }

    @Test
    void rejectsNanAndInfinityNamingTheJoint() {
        Tensor keypoint = joints(2, 5, 3, 2);
        keypoint.values()[keypoint.values().length - 1] = Double.NaN;
        assertThat(check(clip(0, keypoint, null)))
                .isEqualTo(new Rejection(
                        "clip", "keypoint", "NaN at person 1, frame 4, joint 2, axis 1", "finite numbers"));
        keypoint.values()[0] = Double.NEGATIVE_INFINITY;
        assertThat(check(clip(0, keypoint, null)))
                .isEqualTo(new Rejection(
                        "clip", "keypoint", "-Infinity at person 0, frame 0, joint 0, axis 0", "finite numbers"));
    }

    @Test
    void rejectsAnAllZeroClipButNotAZeroFrame() {
        assertThat(check(clip(0, Tensor.zeros(DType.FLOAT16, 1, 5, 3, 2), null)))
                .isEqualTo(new Rejection("clip", "keypoint", "all joints at zero", "a pose in at least one frame"));
        Tensor one = Tensor.zeros(DType.FLOAT16, 1, 5, 3, 2);
        one.values()[29] = -1;
        assertThat(check(clip(0, one, null))).isNull();
    }

    @Test
    void rejectsTotalFramesOtherThanT() {
        assertThat(check(good().withTotalFrames(6)))
                .isEqualTo(new Rejection(
                        "clip", "total_frames", "6 and keypoint [2, 5, 3, 2]", "the number T of frames in keypoint"));
    }

    @Test
    void rejectsAScoreOfAnotherShape() {
        assertThat(check(clip(0, joints(2, 5, 3, 2), scores(2, 4, 3))))
                .isEqualTo(new Rejection(
                        "clip",
                        "keypoint_score",
                        "[2, 4, 3] with keypoint [2, 5, 3, 2]",
                        "the axes (M, T, V) of keypoint"));
    }

    @Test
    void rejectsAScoreThatIsNotAConfidence() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 87.5, -2}) {
            Tensor score = scores(2, 5, 3);
            score.values()[7] = bad;
            assertThat(check(clip(0, joints(2, 5, 3, 2), score)))
                    .isEqualTo(new Rejection(
                            "clip",
                            "keypoint_score",
                            bad + " at person 0, frame 2, joint 1",
                            "confidences from about 0 to 1"));
        }
    }

    @Test
    void rejectsAnImageWithoutSize() {
        PoseSample sample = new PoseSample("clip", 0, 5, new ImageShape(0, 640), joints(1, 5, 3, 2), null);
        assertThat(check(sample)).isEqualTo(new Rejection("clip", "img_shape", "0 x 640", "both above 0"));
    }

    @Test
    void rejectsAnUnknownSplitAndAMissingOne() {
        assertThat(VALIDATOR.check(new Annotation(good(), List.of("train", "dev"))))
                .isEqualTo(new Rejection("clip", "split", "'dev'", "one of [train, test]"));
        assertThat(VALIDATOR.check(new Annotation(good(), List.of())))
                .isEqualTo(new Rejection(
                        "clip",
                        "split",
                        "none",
                        "one or more of [train, test]; in a pickle, the dict split lists the clips of each"));
    }

    @Test
    void rejectsABlankAttribute() {
        assertThat(VALIDATOR.check(new Annotation(good(), List.of("train"), new TreeMap<>(Map.of("subject", " ")))))
                .isEqualTo(new Rejection(
                        "clip", "attributes", "'subject' = ' '", "a name and a value of one line each, not empty"));
    }

    @Test
    void rejectsABlankId() {
        PoseSample sample = new PoseSample(" ", 0, 5, null, joints(1, 5, 3, 2), null);
        assertThat(check(sample)).isEqualTo(new Rejection(" ", "id", "' '", "a name"));
    }

    @Test
    void refusesExpectationsThatNoClipCanMeet() {
        assertThatThrownBy(() -> new Validator(3, 4, 2, TRAIN, ClipNeeds.NONE)).hasMessageContaining("dimensions 4");
        assertThatThrownBy(() -> new Validator(3, 2, 0, TRAIN, ClipNeeds.NONE)).hasMessageContaining("0 classes");
    }
}

package io.skelspark.source;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.PlainText;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checks that a clip must pass before it enters a prepared set.
 *
 * @param joints number V of joints of the layout
 * @param dimensions number C of coordinates, 2 or 3
 * @param classes number of classes; labels go from 0 to classes - 1
 * @param splits names of the splits
 * @param needs what training and scoring count on
 */
public record Validator(int joints, int dimensions, int classes, List<String> splits, ClipNeeds needs)
        implements Serializable {
    /** Confidences are peaks of heat maps, which go a little beyond 0 to 1; another scale is an error. */
    private static final double LOWEST_SCORE = -1;

    private static final double HIGHEST_SCORE = 2;

    /**
     * Copies the splits.
     *
     * @throws IllegalArgumentException if dimensions is not 2 or 3, or there is no joint, class or split
     */
    public Validator {
        splits = List.copyOf(splits);
        if (dimensions != 2 && dimensions != 3) {
            throw new IllegalArgumentException("dimensions " + dimensions + ", expected 2 or 3");
        }
        if (joints < 1 || classes < 1 || splits.isEmpty()) {
            throw new IllegalArgumentException(
                    joints + " joints, " + classes + " classes, splits " + splits + ", expected at least one of each");
        }
    }

    /** Returns the first fault of a clip, or null if it has none. */
    public @Nullable Rejection check(Annotation annotation) {
        Rejection rejection = checkNames(annotation);
        return rejection == null ? check(annotation.sample()) : rejection;
    }

    /** Returns the first fault of a clip's joints and scores, whatever its label and splits, or null if there is none. */
    public @Nullable Rejection check(PoseSample sample) {
        Rejection rejection = checkShape(sample);
        if (rejection == null) {
            rejection = checkNeeds(sample);
        }
        if (rejection == null) {
            rejection = checkJoints(sample);
        }
        return rejection == null ? checkScore(sample) : rejection;
    }

    private @Nullable Rejection checkNames(Annotation annotation) {
        PoseSample sample = annotation.sample();
        if (sample.id().isBlank()) {
            return reject(sample, "id", "'" + sample.id() + "'", "a name");
        }
        if (sample.label() == PoseSample.UNKNOWN_LABEL) {
            return reject(sample, "label", "none", "0 to " + (classes - 1));
        }
        if (sample.label() < 0 || sample.label() >= classes) {
            return reject(sample, "label", Integer.toString(sample.label()), "0 to " + (classes - 1));
        }
        if (annotation.splits().isEmpty()) {
            return reject(
                    sample,
                    "split",
                    "none",
                    "one or more of " + splits + "; in a pickle, the dict split lists the clips of each");
        }
        for (String split : annotation.splits()) {
            if (!splits.contains(split)) {
                return reject(sample, "split", "'" + split + "'", "one of " + splits);
            }
        }
        for (Map.Entry<String, String> attribute : annotation.attributes().entrySet()) {
            if (!isPlain(attribute.getKey()) || !isPlain(attribute.getValue())) {
                return reject(
                        sample,
                        "attributes",
                        "'" + PlainText.brief(attribute.getKey()) + "' = '" + PlainText.brief(attribute.getValue())
                                + "'",
                        "a name and a value of one line each, not empty");
            }
        }
        ImageShape image = sample.imgShape();
        if (image != null && (image.height() < 1 || image.width() < 1)) {
            return reject(sample, "img_shape", image.height() + " x " + image.width(), "both above 0");
        }
        return null;
    }

    private static boolean isPlain(String text) {
        return !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
    }

    /** Returns the first fault in the numbers of people, frames, joints and dimensions, or null if there is none. */
    public @Nullable Rejection checkShape(PoseSample sample) {
        int[] shape = sample.keypoint().shape();
        String found = Arrays.toString(shape);
        if (shape.length != 4) {
            return reject(sample, "keypoint", found, "4 axes (M, T, V, C)");
        }
        if (shape[0] == 0) {
            return reject(sample, "keypoint", "no people: " + found, "at least one person");
        }
        if (shape[1] == 0) {
            return reject(sample, "keypoint", "no frames: " + found, "at least one frame");
        }
        if (shape[2] != joints) {
            return reject(sample, "keypoint", shape[2] + " joints: " + found, joints + " joints");
        }
        if (shape[3] != dimensions) {
            return reject(
                    sample,
                    "keypoint",
                    shape[3] + " dimensions: " + found,
                    dimensions + " dimensions, as dataset.dimensions says");
        }
        if (sample.totalFrames() != shape[1]) {
            return reject(
                    sample,
                    "total_frames",
                    sample.totalFrames() + " and keypoint " + found,
                    "the number T of frames in keypoint");
        }
        return null;
    }

    private @Nullable Rejection checkNeeds(PoseSample sample) {
        int persons = sample.keypoint().size(0);
        int frames = sample.keypoint().size(1);
        if (persons > needs.persons() && !needs.dropsPersons()) {
            return reject(
                    sample,
                    "keypoint",
                    persons + " people in " + frames + " frames",
                    frames <= needs.persons()
                            ? "axes (M, T, V, C): people, then frames, which seem to have changed places"
                            : "at most " + needs.persons() + " people; raise dataset.persons, or set"
                                    + " dataset.drop-persons = true to keep the first of them");
        }
        boolean scored = sample.keypointScore() != null;
        if (needs.channels() != 0 && needs.channels() != dimensions + (scored ? 1 : 0)) {
            return scored
                    ? reject(
                            sample,
                            "keypoint_score",
                            "there",
                            "none, by model.in-channels = " + needs.channels() + "; leave the scores out")
                    : reject(
                            sample,
                            "keypoint_score",
                            "none",
                            "a score of each joint, which model.in-channels = " + needs.channels()
                                    + " counts on; give joints without one a score of 1");
        }
        if (needs.imageSize() && sample.imgShape() == null) {
            return reject(
                    sample,
                    "img_shape",
                    "none",
                    "the size of the image, which a transform reads; without one, use PreNormalize2D with mode = auto");
        }
        return null;
    }

    private static @Nullable Rejection checkJoints(PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        boolean allZero = true;
        for (int i = 0; i < keypoint.values().length; i++) {
            double value = keypoint.values()[i];
            if (!Double.isFinite(value)) {
                return reject(sample, "keypoint", value + " at " + place(keypoint, i), "finite numbers");
            }
            allZero &= value == 0;
        }
        return allZero ? reject(sample, "keypoint", "all joints at zero", "a pose in at least one frame") : null;
    }

    private @Nullable Rejection checkScore(PoseSample sample) {
        Tensor score = sample.keypointScore();
        if (score == null) {
            return null;
        }
        if (dimensions == 3) {
            return reject(sample, "keypoint_score", "scores of 3D joints", "3D joints without scores");
        }
        int[] people = Arrays.copyOf(sample.keypoint().shape(), 3);
        if (!Arrays.equals(score.shape(), people)) {
            return reject(
                    sample,
                    "keypoint_score",
                    Arrays.toString(score.shape()) + " with keypoint "
                            + Arrays.toString(sample.keypoint().shape()),
                    "the axes (M, T, V) of keypoint");
        }
        for (int i = 0; i < score.values().length; i++) {
            double value = score.values()[i];
            if (!(value >= LOWEST_SCORE && value <= HIGHEST_SCORE)) {
                return reject(
                        sample, "keypoint_score", value + " at " + place(score, i), "confidences from about 0 to 1");
            }
        }
        return null;
    }

    private static String place(Tensor tensor, int index) {
        String[] axes = {"person", "frame", "joint", "axis"};
        StringBuilder place = new StringBuilder();
        int rest = index;
        for (int axis = tensor.shape().length - 1; axis >= 0; axis--) {
            place.insert(0, (axis == 0 ? "" : ", ") + axes[axis] + " " + rest % tensor.size(axis));
            rest /= tensor.size(axis);
        }
        return place.toString();
    }

    private static Rejection reject(PoseSample sample, String field, String found, String expected) {
        return new Rejection(sample.id(), field, found, expected);
    }
}

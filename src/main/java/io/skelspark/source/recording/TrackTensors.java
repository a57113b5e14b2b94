package io.skelspark.source.recording;

import io.skelspark.skeleton.JointMap;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.people.Track;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form that the people of a clip get.
 *
 * @param scores whether 2D joints keep their scores, as a channel of their own
 * @param map how joints of the files become those of the set, or null if they are the same
 */
public record TrackTensors(boolean scores, @Nullable JointMap map) implements Serializable {
    /**
     * Joints and scores of people.
     *
     * @shape keypoint (M, T, V, C), score (M, T, V), float32
     */
    record Joints(Tensor keypoint, @Nullable Tensor score) {}

    /**
     * Returns the joints of people; a missing person or joint is zeros.
     *
     * @param scored whether the joints have scores
     */
    Joints joints(List<Track> people, boolean scored) {
        Detection example = example(people);
        int frames = people.get(0).frames().size();
        int joints = map == null ? example.joints() : map.to().size();
        int dimensions = example.dimensions();
        Tensor keypoint = Tensor.zeros(DType.FLOAT32, people.size(), frames, joints, dimensions);
        Tensor score = Tensor.zeros(DType.FLOAT32, people.size(), frames, joints);
        for (int person = 0; person < people.size(); person++) {
            for (int frame = 0; frame < frames; frame++) {
                Detection found = people.get(person).frames().get(frame);
                if (found != null) {
                    int at = (person * frames + frame) * joints;
                    put(mapped(found), keypoint.values(), score.values(), at, dimensions);
                }
            }
        }
        return new Joints(keypoint, scores && scored && dimensions == 2 ? score : null);
    }

    private Detection mapped(Detection person) {
        return map == null
                ? person
                : new Detection(
                        person.track(),
                        map.keypoint(person.keypoint(), person.score()),
                        map.score(person.score()),
                        person.confidence(),
                        person.box());
    }

    private static void put(Detection person, double[] keypoint, double[] score, int at, int dimensions) {
        for (int joint = 0; joint < person.joints(); joint++) {
            score[at + joint] = DType.FLOAT32.round(person.score()[joint]);
            for (int axis = 0; person.score()[joint] > 0 && axis < dimensions; axis++) {
                keypoint[(at + joint) * dimensions + axis] =
                        DType.FLOAT32.round(person.keypoint()[joint * dimensions + axis]);
            }
        }
    }

    private static Detection example(List<Track> people) {
        return people.get(0).frames().stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}

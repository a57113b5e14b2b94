package io.skelspark.transform;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;

/**
 * The distances of each joint to all joints of the same person, as its channels.
 *
 * @source DD-Net, arXiv:1907.09658, joint collection distances. Departure: there the pairs are a list without joints and
 *     divided by their mean; here each joint keeps its row of the matrix, so that networks of joints take it
 */
final class JointDistance {
    private JointDistance() {}

    /**
     * Computes the distances between positions; a score does not count.
     *
     * @shape (M, T, V, C) any width to (M, T, V, V) float32
     */
    static Tensor distances(Tensor joints, LastChannel lastChannel) {
        int count = joints.size(2);
        int channels = joints.size(3);
        int coordinates = lastChannel == LastChannel.SCORE ? channels - 1 : channels;
        double[] source = joints.values();
        double[] values = new double[source.length / channels * count];
        for (int frame = 0; frame < PersonFrames.count(joints); frame++) {
            int begin = frame * count;
            for (int joint = 0; joint < count; joint++) {
                for (int other = 0; other < joint; other++) {
                    double squares = 0;
                    for (int axis = 0; axis < coordinates; axis++) {
                        double difference =
                                source[(begin + joint) * channels + axis] - source[(begin + other) * channels + axis];
                        squares += difference * difference;
                    }
                    double distance = DType.FLOAT32.round(Math.sqrt(squares));
                    values[(begin + joint) * count + other] = distance;
                    values[(begin + other) * count + joint] = distance;
                }
            }
        }
        int[] shape = joints.shape().clone();
        shape[3] = count;
        return new Tensor(DType.FLOAT32, shape, values);
    }
}

package io.skelspark.source;

import io.skelspark.tensor.DType;
import java.util.List;

/** Arithmetic on the joints of NTU bodies, given as x, y, z of joint after joint. */
final class NtuMotion {
    private NtuMotion() {}

    /** Returns the variance of one coordinate over all joints of all frames; 0 if there are no frames. */
    static double variance(List<double[]> frames, int axis) {
        long count = 0;
        double sum = 0;
        for (double[] joints : frames) {
            for (int i = axis; i < joints.length; i += 3) {
                sum += joints[i];
                count++;
            }
        }
        if (count == 0) {
            return 0;
        }
        double mean = sum / count;
        double squares = 0;
        for (double[] joints : frames) {
            for (int i = axis; i < joints.length; i += 3) {
                squares += (joints[i] - mean) * (joints[i] - mean);
            }
        }
        return squares / count;
    }

    /** Rounds joints to float16 and puts them into an array at an index. */
    static void round(double[] joints, double[] target, int at) {
        for (int i = 0; i < joints.length; i++) {
            target[at + i] = DType.FLOAT16.round(joints[i]);
        }
    }
}

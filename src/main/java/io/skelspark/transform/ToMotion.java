package io.skelspark.transform;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;

/**
 * The motion of each value: its value in the next frame minus its value in the frame; zero in the last frame.
 *
 * @source MMAction2 1.2, ToMotion
 */
final class ToMotion {
    private ToMotion() {}

    /** @shape (M, T, V, C) to (M, T, V, C) of the same width */
    static Tensor motion(Tensor joints, LastChannel lastChannel) {
        DType dtype = joints.dtype();
        int persons = joints.size(0);
        int channels = joints.size(3);
        int frameSize = joints.size(2) * channels;
        int personSize = joints.size(1) * frameSize;
        double[] source = joints.values();
        double[] values = new double[source.length];
        for (int person = 0; person < persons; person++) {
            int end = (person + 1) * personSize - frameSize;
            for (int i = person * personSize; i < end; i++) {
                values[i] = dtype.round(source[i + frameSize] - source[i]);
            }
            int score = lastChannel == LastChannel.SCORE ? channels - 1 : end;
            for (int i = person * personSize + score; i < end; i += channels) {
                values[i] = dtype.round(dtype.round(source[i] + source[i + frameSize]) / 2);
            }
        }
        return new Tensor(dtype, joints.shape(), values);
    }
}

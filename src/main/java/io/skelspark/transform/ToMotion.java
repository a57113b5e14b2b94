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

    /**
     * Computes the motion within each view.
     *
     * @param views number of views that the frames make, one after the other
     * @shape (M, views * T, V, C) to (M, views * T, V, C) of the same width
     */
    static Tensor motion(Tensor joints, LastChannel lastChannel, int views) {
        DType dtype = joints.dtype();
        int pieces = joints.size(0) * views;
        int channels = joints.size(3);
        int frameSize = joints.size(2) * channels;
        int pieceSize = joints.size(1) / views * frameSize;
        double[] source = joints.values();
        double[] values = new double[source.length];
        for (int piece = 0; piece < pieces; piece++) {
            int end = (piece + 1) * pieceSize - frameSize;
            for (int i = piece * pieceSize; i < end; i++) {
                values[i] = dtype.round(source[i + frameSize] - source[i]);
            }
            int score = lastChannel == LastChannel.SCORE ? channels - 1 : end;
            for (int i = piece * pieceSize + score; i < end; i += channels) {
                values[i] = dtype.round(dtype.round(source[i] + source[i + frameSize]) / 2);
            }
        }
        return new Tensor(dtype, joints.shape(), values);
    }
}

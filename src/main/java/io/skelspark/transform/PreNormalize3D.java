package io.skelspark.transform;

import io.skelspark.skeleton.Keyed;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;

/**
 * Aligns 3D skeletons: in the first frame, the first person stands at the origin with the spine along z and the shoulders
 * along x.
 *
 * <p>Shape (M, T, V, 3) to (M, frames, V, 3), M 1 or 2; the unit of length stays. Frames without the main person are
 * left out. The main person is the first one, unless the second is present in more frames; then the two change places. Joints at exactly (0, 0, 0) are missing and stay there. A clip whose coordinates add up to 0 stays as it is.
 *
 * <p>Centring keeps the stored width; the first rotation gives float64.
 *
 * @param centerJoint the joint that becomes the origin; the reference takes 1, or the last joint unless V is 25
 * @param zAxis (bottom, top) of the spine; (0, 1) in the reference
 * @param xAxis (right, left) shoulder; (8, 4) in the reference
 * @param alignments the alignments that are applied; all three in all published settings
 * @source Shi et al., 2s-AGCN, arXiv:1805.07694; MMAction2 1.2, PreNormalize3D. Departure: there CENTER cannot be left
 *     out
 */
public record PreNormalize3D(int centerJoint, Pair zAxis, Pair xAxis, Set<Alignment> alignments) implements Transform {
    /** The largest coordinate that counts as zero when a frame is tested for a person. */
    private static final double ABSENT = 1e-8;

    private static final double[] UNIT_X = {1, 0, 0};
    private static final double[] UNIT_Z = {0, 0, 1};

    /** One part of the alignment. */
    public enum Alignment implements Keyed {
        /** The centre joint moves to the origin. */
        CENTER,
        /** The spine is turned to point along z. */
        SPINE,
        /** The line from the left to the right shoulder is turned to point along x. */
        SHOULDER
    }

    /** Copies the parts of the alignment. */
    public PreNormalize3D {
        alignments = Set.copyOf(alignments);
    }

    /** Returns the transform of all published settings, for the 25 joints of NTU RGB+D. */
    public static PreNormalize3D ntu() {
        return new PreNormalize3D(1, new Pair(0, 1), new Pair(8, 4), Set.of(Alignment.values()));
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        check(sample);
        Tensor keypoint = keptFrames(sample.keypoint());
        if (isZero(sample.keypoint()) || keypoint.size(1) == 0) {
            return sample;
        }
        if (alignments.contains(Alignment.CENTER)) {
            keypoint = centred(keypoint, joint(keypoint, centerJoint));
        }
        if (alignments.contains(Alignment.SPINE)) {
            keypoint = turned(keypoint, zAxis.to(), zAxis.from(), UNIT_Z);
        }
        if (alignments.contains(Alignment.SHOULDER)) {
            keypoint = turned(keypoint, xAxis.from(), xAxis.to(), UNIT_X);
        }
        return sample.withKeypoint(keypoint).withTotalFrames(keypoint.size(1));
    }

    /**
     * Returns the point that is moved to the origin: the centre joint in the first kept frame.
     *
     * @shape (3)
     */
    public double[] bodyCenter(PoseSample sample) {
        check(sample);
        Tensor kept = keptFrames(sample.keypoint());
        boolean moves = alignments.contains(Alignment.CENTER) && !isZero(sample.keypoint()) && kept.size(1) > 0;
        return moves ? joint(kept, centerJoint) : new double[3];
    }

    private void check(PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        int persons = keypoint.size(0);
        if (persons < 1 || persons > 2 || keypoint.size(3) != 3 || keypoint.size(1) != sample.totalFrames()) {
            throw new IllegalArgumentException("clip " + sample.id() + ": keypoint is " + keypoint
                    + " and total_frames " + sample.totalFrames()
                    + ", expected (M, total_frames, V, 3) with 1 or 2 persons M");
        }
        int joints = keypoint.size(2);
        for (int joint : new int[] {centerJoint, zAxis.from(), zAxis.to(), xAxis.from(), xAxis.to()}) {
            if (joint < 0 || joint >= joints) {
                throw new IllegalArgumentException(
                        "clip " + sample.id() + " has " + joints + " joints, PreNormalize3D reads joint " + joint
                                + "; correct its center-joint, z-axis or x-axis");
            }
        }
    }

    private static boolean isZero(Tensor keypoint) {
        double sum = 0;
        for (double value : keypoint.values()) {
            sum += value;
        }
        return sum == 0;
    }

    private static Tensor keptFrames(Tensor keypoint) {
        int[] first = presentFrames(keypoint, 0);
        if (keypoint.size(0) == 1) {
            return select(keypoint, first, 0);
        }
        int[] second = presentFrames(keypoint, 1);
        return first.length < second.length ? select(keypoint, second, 1, 0) : select(keypoint, first, 0, 1);
    }

    private static int[] presentFrames(Tensor keypoint, int person) {
        int frames = keypoint.size(1);
        int frameSize = keypoint.size(2) * keypoint.size(3);
        int[] present = new int[frames];
        int count = 0;
        for (int frame = 0; frame < frames; frame++) {
            int begin = (person * frames + frame) * frameSize;
            for (int i = begin; i < begin + frameSize; i++) {
                // a NaN coordinate counts as present, as in the reference
                if (!(Math.abs(keypoint.values()[i]) <= ABSENT)) {
                    present[count++] = frame;
                    break;
                }
            }
        }
        return Arrays.copyOf(present, count);
    }

    private static Tensor select(Tensor keypoint, int[] frames, int... persons) {
        int frameSize = keypoint.size(2) * keypoint.size(3);
        double[] values = new double[persons.length * frames.length * frameSize];
        int next = 0;
        for (int person : persons) {
            for (int frame : frames) {
                int begin = (person * keypoint.size(1) + frame) * frameSize;
                System.arraycopy(keypoint.values(), begin, values, next, frameSize);
                next += frameSize;
            }
        }
        int[] shape = {persons.length, frames.length, keypoint.size(2), keypoint.size(3)};
        return new Tensor(keypoint.dtype(), shape, values);
    }

    /** Returns a joint of the first person in the first frame. */
    private static double[] joint(Tensor keypoint, int index) {
        return Arrays.copyOfRange(keypoint.values(), index * 3, index * 3 + 3);
    }

    private static Tensor centred(Tensor keypoint, double[] centre) {
        DType dtype = keypoint.dtype();
        double[] values = keypoint.values().clone();
        for (int i = 0; i < values.length; i += 3) {
            if (values[i] != 0 || values[i + 1] != 0 || values[i + 2] != 0) {
                values[i] = dtype.round(values[i] - centre[0]);
                values[i + 1] = dtype.round(values[i + 1] - centre[1]);
                values[i + 2] = dtype.round(values[i + 2] - centre[2]);
            }
        }
        return new Tensor(dtype, keypoint.shape(), values);
    }

    /** Turns all joints so that the line from one joint to another points along an axis. */
    private static Tensor turned(Tensor keypoint, int head, int tail, double[] axis) {
        DType dtype = keypoint.dtype();
        double[] line = joint(keypoint, head);
        double[] from = joint(keypoint, tail);
        for (int i = 0; i < 3; i++) {
            line[i] = dtype.round(line[i] - from[i]);
        }
        double[] rotation = Rotation.between(line, dtype, axis);
        return new Tensor(DType.FLOAT64, keypoint.shape(), Rotation.apply(rotation, keypoint.values()));
    }
}

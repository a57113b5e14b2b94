package io.skelspark.transform;

import io.skelspark.skeleton.Keyed;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a list of detections, as Kinetics is stored, into people: the n-th detection of a frame becomes person n. It draws
 * nothing at random, so a clip is decompressed once, when its set is prepared.
 *
 * @param frames the frames that the clip keeps
 * @param maxPerson the largest number of people; those with the highest scores in each frame are kept
 * @source MMAction2, mmaction/datasets/transforms/pose_transforms.py, DecompressPose
 */
public record DecompressPose(Frames frames, int maxPerson) implements Serializable {
    /** The largest number of coordinates of a clip, 2^25: far above any real clip, it stops damaged counts. */
    private static final long MOST_VALUES = 1 << 25;

    /** The frames that a decompressed clip keeps. */
    public enum Frames implements Keyed {
        /** The frames with a detection, renumbered. */
        SQUEEZED,
        /** All frames of the video. */
        ALL
    }

    /**
     * The detections of one clip.
     *
     * @param keypoint x, y and score of each joint
     * @param frameInds the frame index of each detection, ascending
     * @param totalFrames number of frames of the video
     * @param kept whether each detection is used; null for all
     * @shape keypoint (N, V, 3)
     */
    public record Detections(Tensor keypoint, int[] frameInds, int totalFrames, boolean @Nullable [] kept) {}

    /**
     * A decompressed clip, in float16.
     *
     * @param totalFrames T
     * @shape keypoint (M, T, V, 2), keypointScore (M, T, V)
     */
    public record People(int totalFrames, Tensor keypoint, Tensor keypointScore) {}

    /**
     * Checks the number of persons.
     *
     * @throws IllegalArgumentException if maxPerson is below 1
     */
    public DecompressPose {
        if (maxPerson < 1) {
            throw new IllegalArgumentException("maxPerson " + maxPerson + ", expected at least 1");
        }
    }

    /**
     * Decompresses a clip.
     *
     * @throws IllegalArgumentException if the arrays do not fit, or no detection is left
     */
    public People apply(Detections detections) {
        check(detections, frames == Frames.SQUEEZED ? Integer.MAX_VALUE : detections.totalFrames());
        int[] rows = rows(detections);
        int[] frameOf = frameOf(detections, rows);
        int total = frames == Frames.SQUEEZED ? frameOf[frameOf.length - 1] + 1 : detections.totalFrames();
        int[] counts = new int[total];
        for (int frame : frameOf) {
            counts[frame]++;
        }
        int people = Arrays.stream(counts).max().orElse(0);
        int joints = detections.keypoint().size(1);
        if ((long) people * total * joints * 3 > MOST_VALUES) {
            throw new IllegalArgumentException(people + " people in " + total + " frames are too many for one clip");
        }
        Tensor keypoint = Tensor.zeros(DType.FLOAT16, people, total, joints, 2);
        Tensor score = Tensor.zeros(DType.FLOAT16, people, total, joints);
        int[] used = new int[total];
        for (int i = 0; i < rows.length; i++) {
            int place = used[frameOf[i]]++ * total + frameOf[i];
            for (int joint = 0; joint < joints; joint++) {
                int from = (rows[i] * joints + joint) * 3;
                int to = place * joints + joint;
                double[] values = detections.keypoint().values();
                keypoint.values()[to * 2] = DType.FLOAT16.round(values[from]);
                keypoint.values()[to * 2 + 1] = DType.FLOAT16.round(values[from + 1]);
                score.values()[to] = DType.FLOAT16.round(values[from + 2]);
            }
        }
        People all = new People(total, keypoint, score);
        return people > maxPerson ? strongest(all) : all;
    }

    /** Checks the frame indices. Squeezed frames have no bound: in some records of Kinetics the last index is the number of frames. */
    private static void check(Detections detections, int bound) {
        Tensor keypoint = detections.keypoint();
        if (keypoint.shape().length != 3 || keypoint.size(2) != 3) {
            throw new IllegalArgumentException("detections " + keypoint + ", expected (N, V, 3)");
        }
        int count = keypoint.size(0);
        boolean[] kept = detections.kept();
        if (detections.frameInds().length != count || (kept != null && kept.length != count)) {
            throw new IllegalArgumentException(count + " detections with " + detections.frameInds().length
                    + " frame indices" + (kept == null ? "" : " and " + kept.length + " flags")
                    + ", expected one for each detection");
        }
        int last = 0;
        for (int frame : detections.frameInds()) {
            if (frame < last || frame >= bound) {
                throw new IllegalArgumentException("frame index " + frame + " after " + last + " of "
                        + detections.totalFrames() + " frames, expected ascending indices"
                        + (bound == Integer.MAX_VALUE ? "" : " below that number"));
            }
            last = frame;
        }
    }

    private static int[] rows(Detections detections) {
        boolean[] kept = detections.kept();
        int[] rows = new int[detections.frameInds().length];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (kept == null || kept[row]) {
                rows[count++] = row;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("no detection is left of " + rows.length);
        }
        return Arrays.copyOf(rows, count);
    }

    private int[] frameOf(Detections detections, int[] rows) {
        int[] frameOf = new int[rows.length];
        int number = 0;
        for (int i = 0; i < rows.length; i++) {
            int frame = detections.frameInds()[rows[i]];
            number += i > 0 && frame != detections.frameInds()[rows[i - 1]] ? 1 : 0;
            frameOf[i] = frames == Frames.SQUEEZED ? number : frame;
        }
        return frameOf;
    }

    /** Keeps the people of highest score in each frame, ties in their order. */
    private People strongest(People all) {
        int people = all.keypoint().size(0);
        int total = all.totalFrames();
        int joints = all.keypoint().size(2);
        Tensor keypoint = Tensor.zeros(DType.FLOAT16, maxPerson, total, joints, 2);
        Tensor score = Tensor.zeros(DType.FLOAT16, maxPerson, total, joints);
        for (int frame = 0; frame < total; frame++) {
            double[] sums = new double[people];
            List<Integer> order = new ArrayList<>();
            for (int person = 0; person < people; person++) {
                sums[person] = halfSum(all.keypointScore().values(), (person * total + frame) * joints, joints);
                order.add(person);
            }
            order.sort((left, right) -> Double.compare(sums[right], sums[left]));
            for (int person = 0; person < maxPerson; person++) {
                int from = (order.get(person) * total + frame) * joints;
                int to = (person * total + frame) * joints;
                System.arraycopy(all.keypoint().values(), from * 2, keypoint.values(), to * 2, joints * 2);
                System.arraycopy(all.keypointScore().values(), from, score.values(), to, joints);
            }
        }
        return new People(total, keypoint, score);
    }

    /** Sums halves as NumPy does, so that ties are the same: in float32, by eights, then rounded to a half. */
    private static double halfSum(double[] values, int from, int count) {
        float sum = 0;
        int done = 0;
        if (count >= 8) {
            float[] part = new float[8];
            for (; done + 8 <= count; done += 8) {
                for (int i = 0; i < 8; i++) {
                    part[i] += (float) values[from + done + i];
                }
            }
            sum = ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
        }
        for (; done < count; done++) {
            sum += (float) values[from + done];
        }
        return DType.FLOAT16.round(sum);
    }
}

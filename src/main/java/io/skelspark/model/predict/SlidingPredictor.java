package io.skelspark.model.predict;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names the actions in frames as they are recorded: each time a window is full, and then after every stride. It keeps the
 * frames of one window. One thread at a time can use it.
 */
public final class SlidingPredictor implements AutoCloseable {
    private final ActionPredictor predictor;
    private final Windows windows;
    private final @Nullable ImageShape image;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int next;

    /**
     * The joints of one frame.
     *
     * @param keypoint (M, V, C) joints of the same people in every frame; zeros for one who is away
     * @param score (M, V) confidence of each joint, or null if the network takes none
     */
    public record Frame(Tensor keypoint, @Nullable Tensor score) {}

    /**
     * The actions of a window.
     *
     * @param start first frame, from 0
     * @param end last frame
     * @param prediction the actions
     */
    public record WindowActions(int start, int end, Prediction prediction) {}

    /**
     * Creates a predictor of frames.
     *
     * @param predictor names the actions; it is closed with this
     * @param windows their length and stride
     * @param image size of the frames, or null if it is not known or joints are 3D
     */
    public SlidingPredictor(ActionPredictor predictor, Windows windows, @Nullable ImageShape image) {
        this.predictor = predictor;
        this.windows = windows;
        this.image = image;
    }

    /**
     * Takes the next frame.
     *
     * @return the actions of the window that the frame completes, if it completes one
     * @throws IllegalArgumentException if the frame differs from the one before it in people, joints, coordinates or scores
     * @throws UnfitClipException if the window does not fit one of the networks; the frame counts all the same
     */
    public Optional<WindowActions> add(Frame frame) {
        if (!frames.isEmpty()) {
            check(frames.getLast(), frame);
        }
        frames.addLast(frame);
        next++;
        int start = next - windows.length();
        boolean complete = start >= 0 && start % windows.stride() == 0;
        if (frames.size() > windows.length()) {
            frames.removeFirst();
        }
        return complete
                ? Optional.of(new WindowActions(start, next - 1, predictor.predict(clip(start))))
                : Optional.empty();
    }

    private void check(Frame before, Frame frame) {
        int[] expected = before.keypoint().shape();
        int[] found = frame.keypoint().shape();
        if (!Arrays.equals(expected, found) || (before.score() == null) != (frame.score() == null)) {
            throw new IllegalArgumentException("frame " + next + " is " + Arrays.toString(found)
                    + (frame.score() == null ? " without" : " with") + " scores, expected " + Arrays.toString(expected)
                    + (before.score() == null ? " without" : " with") + " scores, as the frame before it");
        }
    }

    private PoseSample clip(int start) {
        List<Tensor> joints = frames.stream().map(Frame::keypoint).toList();
        List<Tensor> scores = frames.getFirst().score() == null
                ? List.of()
                : frames.stream().map(Frame::score).toList();
        return new PoseSample(
                "frames from " + start,
                PoseSample.UNKNOWN_LABEL,
                joints.size(),
                image,
                joined(joints),
                scores.isEmpty() ? null : joined(scores));
    }

    /** Joins frames (M, ...) to a clip (M, T, ...). */
    private static Tensor joined(List<Tensor> frames) {
        int[] one = frames.get(0).shape();
        int persons = one[0];
        int size = frames.get(0).values().length / persons;
        double[] values = new double[persons * frames.size() * size];
        for (int frame = 0; frame < frames.size(); frame++) {
            for (int person = 0; person < persons; person++) {
                System.arraycopy(
                        frames.get(frame).values(),
                        person * size,
                        values,
                        (person * frames.size() + frame) * size,
                        size);
            }
        }
        int[] shape = new int[one.length + 1];
        shape[0] = persons;
        shape[1] = frames.size();
        System.arraycopy(one, 1, shape, 2, one.length - 1);
        return new Tensor(frames.get(0).dtype(), shape, values);
    }

    @Override
    public void close() {
        predictor.close();
    }
}

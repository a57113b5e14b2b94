package io.skelspark.model.predict;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The windows of a long recording. They start every {@code stride} frames; the last one ends with the recording. A recording
 * that is shorter than a window is one window.
 *
 * @param length number of frames of a window
 * @param stride number of frames from the start of a window to that of the next
 */
public record Windows(int length, int stride) implements Serializable {
    /**
     * Some frames of one person.
     *
     * @param person index of the person in the recording
     * @param first index of the first frame
     * @param clip the joints of the person in these frames, (1, T, V, C)
     */
    public record Window(int person, int first, PoseSample clip) {
        /** Returns the index of the last frame. */
        public int last() {
            return first + clip.totalFrames() - 1;
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no frame in a window, or frames between windows would be left out
     */
    public Windows {
        if (length < 1 || stride < 1 || stride > length) {
            throw new IllegalArgumentException("windows of " + length + " frames every " + stride
                    + " frames, expected a stride from 1 to the length of a window");
        }
    }

    /** Returns the first frames of the windows of a recording, in order. */
    public List<Integer> starts(int frames) {
        List<Integer> starts = new ArrayList<>();
        int start = 0;
        for (; start + length < frames; start += stride) {
            starts.add(start);
        }
        starts.add(Math.max(0, frames - length));
        return starts;
    }

    /**
     * Cuts the windows of one person, one after the other. A window in which the person has no joint is left out.
     *
     * @param recording (M, T, V, C) joints
     * @param person index from 0
     */
    public Stream<Window> of(PoseSample recording, int person) {
        return starts(recording.totalFrames()).stream()
                .map(start -> new Window(person, start, cut(recording, person, start)))
                .filter(window ->
                        Arrays.stream(window.clip().keypoint().values()).anyMatch(value -> value != 0));
    }

    private PoseSample cut(PoseSample recording, int person, int start) {
        int frames = Math.min(length, recording.totalFrames() - start);
        Tensor score = recording.keypointScore();
        return new PoseSample(
                recording.id(),
                recording.label(),
                frames,
                recording.imgShape(),
                slice(recording.keypoint(), person, start, frames),
                score == null ? null : slice(score, person, start, frames));
    }

    /** Copies some frames of one person, (M, T, ...) to (1, T', ...). */
    private static Tensor slice(Tensor values, int person, int start, int frames) {
        int[] shape = values.shape().clone();
        int frame = values.values().length / (shape[0] * shape[1]);
        int from = (person * shape[1] + start) * frame;
        shape[0] = 1;
        shape[1] = frames;
        return new Tensor(values.dtype(), shape, Arrays.copyOfRange(values.values(), from, from + frames * frame));
    }
}

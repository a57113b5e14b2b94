package io.skelspark.source.people;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which recordings get a common frame rate. If a new frame falls on an old one, that one is taken as it is: of
 * 30 frames a second every third for 10. Otherwise people are interpolated: a joint that both neighbours have lies on the
 * line between, with the smaller score of the two; any other joint is that of the nearer frame.
 *
 * @param from frames a second of a recording whose file does not tell; 0 if every file tells
 * @param to frames a second of the clips; 0 leaves each recording at its own
 */
public record FrameRate(double from, double to) implements Serializable {
    /** Positions of the new frames that differ by less are the same, in new frames. */
    private static final double SAME = 1e-6;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is negative or not finite
     */
    public FrameRate {
        if (!(from >= 0 && to >= 0 && Double.isFinite(from) && Double.isFinite(to))) {
            throw new IllegalArgumentException(
                    "frame rate from " + from + " to " + to + ", expected 0 or more of both");
        }
    }

    /**
     * Returns how many old frames a new frame stands for.
     *
     * @param fps frames a second that the file tells, or 0
     * @throws MalformedRecordException if the rate is to be changed and nothing tells the old one
     */
    public double step(double fps) throws MalformedRecordException {
        if (to == 0) {
            return 1;
        }
        double old = fps > 0 ? fps : from;
        if (!(old > 0)) {
            throw new MalformedRecordException(
                    "frames a second",
                    "none in the file",
                    "the rate of the recording in fps.from, since fps.to is set");
        }
        return old / to;
    }

    /** Returns the number of frames after the change: those from the first to the last old frame. */
    static int length(int frames, double step) {
        return frames == 0 ? 0 : (int) Math.floor((frames - 1) / step + SAME) + 1;
    }

    /** Returns a track at the new rate. */
    static Track resample(Track track, double step) {
        if (step == 1) {
            return track;
        }
        List<@Nullable Detection> frames = new ArrayList<>();
        int length = length(track.frames().size(), step);
        for (int frame = 0; frame < length; frame++) {
            double position = frame * step;
            double nearest = Math.rint(position);
            if (Math.abs(position - nearest) < 2 * SAME * Math.max(1, step)) {
                frames.add(track.frames().get((int) nearest));
            } else {
                int before = (int) position;
                frames.add(Interpolation.between(
                        track.frames().get(before), track.frames().get(before + 1), position - before));
            }
        }
        return new Track(track.id(), frames);
    }
}

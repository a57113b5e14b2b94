package io.skelspark.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges the windows of one person of one recording into segments. It takes the windows one by one in order of time, and
 * gives out each segment as soon as it is certain, so it serves recordings that are still being made. It keeps at most
 * {@code smooth} windows. Every window starts and ends after the one before it.
 *
 * <ol>
 *   <li>Windows that touch or overlap form a run. Frames between two windows end it: the person was away. Nothing is
 *       averaged or merged over such a gap.
 *   <li>The probabilities of a window are averaged with those of its neighbours, {@code smooth} windows with itself in the
 *       middle. At the ends of a run fewer windows are averaged: those that exist.
 *   <li>The class of a window is that of its largest average, the first of equal ones. If that average is below
 *       {@code threshold}, the window shows no action.
 *   <li>Where two windows of a run follow each other, the frames before the middle between their centres belong to the
 *       first, the others to the second. A frame never goes to a window that does not hold it: with windows of unequal
 *       lengths the border moves to the nearest frame where this is so. The first and the last window of a run reach to
 *       their own ends.
 *   <li>Neighbouring windows of one class make one segment. Its probability is the mean of their averages for that class.
 *       A segment of fewer than {@code min-length} frames is left out, and its frames show no action.
 * </ol>
 *
 * @source mmaction2 demo/webcam_demo.py at 14118a32 averages the scores of the latest {@code average-size} windows and
 *     compares the largest with {@code threshold}. Here the average is centred, which does not move an action to later
 *     frames, and the result is a list of segments in place of a text on a video.
 */
public final class SegmentMerger {
    private static final int NO_ACTION = -1;

    private final SegmentRules rules;
    private final int half;
    /** The latest windows of a run: the next one to label, and its neighbours as far as averages reach. */
    private final List<ScoredWindow> run = new ArrayList<>();
    /** The index in {@code run} of the next window to label. */
    private int next;

    private @Nullable ScoredWindow last;
    private @Nullable ScoredWindow labelled;
    private @Nullable OpenSegment open;
    private boolean finished;

    /** Creates the merger of one person of one recording. */
    public SegmentMerger(SegmentRules rules) {
        this.rules = rules;
        half = rules.smooth() / 2;
    }

    /**
     * Merges all windows of a person.
     *
     * @throws IllegalArgumentException if the windows are not in order, or differ in the number of classes
     */
    public static List<Segment> merge(SegmentRules rules, List<ScoredWindow> windows) {
        SegmentMerger merger = new SegmentMerger(rules);
        List<Segment> segments = new ArrayList<>();
        windows.forEach(window -> segments.addAll(merger.add(window)));
        segments.addAll(merger.finish());
        return segments;
    }

    /**
     * Takes the next window and returns the segments that it completes, in order of time.
     *
     * @throws IllegalArgumentException if the window does not both start and end after the one before it, or has another
     *     number of classes
     * @throws IllegalStateException after {@link #finish}
     */
    public List<Segment> add(ScoredWindow window) {
        if (finished) {
            throw new IllegalStateException("the merger is finished, expected a new one for more windows");
        }
        List<Segment> done = new ArrayList<>();
        if (last != null) {
            check(last, window);
            if (window.start() > last.end() + 1) {
                endRun(done);
            }
        }
        last = window;
        run.add(window);
        if (next + half < run.size()) {
            label(done);
        }
        return done;
    }

    /** Returns the segments that the last windows complete. No window can be added afterwards. */
    public List<Segment> finish() {
        finished = true;
        List<Segment> done = new ArrayList<>();
        endRun(done);
        return done;
    }

    private static void check(ScoredWindow last, ScoredWindow window) {
        if (window.start() <= last.start() || window.end() <= last.end()) {
            throw new IllegalArgumentException("a window of frames " + window.start() + " to " + window.end()
                    + " follows one of " + last.start() + " to " + last.end() + ", expected windows in order of time");
        }
        if (window.probabilities().length != last.probabilities().length) {
            throw new IllegalArgumentException("the window at frame " + window.start() + " has "
                    + window.probabilities().length + " classes, expected " + last.probabilities().length
                    + " as in the window before it");
        }
    }

    private void endRun(List<Segment> done) {
        while (next < run.size()) {
            label(done);
        }
        if (labelled != null) {
            close(labelled.end(), done);
        }
        run.clear();
        next = 0;
        labelled = null;
    }

    /** Labels the next window, and forgets the windows that no later average needs. */
    private void label(List<Segment> done) {
        ScoredWindow window = run.get(next);
        double[] means = means(run.subList(Math.max(0, next - half), Math.min(run.size(), next + half + 1)));
        int label = label(means);
        int start = labelled == null ? window.start() : border(labelled, window);
        if (open != null && open.label != label) {
            close(start - 1, done);
        }
        if (label != NO_ACTION) {
            if (open == null) {
                open = new OpenSegment(label, start);
            }
            open.add(means[label]);
        }
        labelled = window;
        if (next == half) {
            run.remove(0);
        } else {
            next++;
        }
    }

    private static double[] means(List<ScoredWindow> windows) {
        double[] means = new double[windows.get(0).probabilities().length];
        for (int label = 0; label < means.length; label++) {
            for (ScoredWindow window : windows) {
                means[label] += window.probabilities()[label];
            }
            means[label] /= windows.size();
        }
        return means;
    }

    private int label(double[] means) {
        int best = 0;
        for (int label = 1; label < means.length; label++) {
            if (means[label] > means[best]) {
                best = label;
            }
        }
        // compared as float32, so that a probability of 0.7 reaches a threshold of 0.7
        return (float) means[best] >= (float) rules.threshold() ? best : NO_ACTION;
    }

    /** Returns the first frame that belongs to the second of two windows. */
    private static int border(ScoredWindow first, ScoredWindow second) {
        long centres = (long) first.start() + first.end() + second.start() + second.end();
        int middle = (int) ((centres + 3) / 4); // the middle of both centres, rounded up
        return Math.min(Math.max(middle, second.start()), first.end() + 1);
    }

    private void close(int end, List<Segment> done) {
        if (open != null && end - open.start + 1 >= rules.minLength()) {
            done.add(new Segment(open.label, open.start, end, open.sum / open.windows));
        }
        open = null;
    }

    /** A segment whose end is not known yet. */
    private static final class OpenSegment {
        private final int label;
        private final int start;
        private double sum;
        private int windows;

        OpenSegment(int label, int start) {
            this.label = label;
            this.start = start;
        }

        void add(double probability) {
            sum += probability;
            windows++;
        }
    }
}

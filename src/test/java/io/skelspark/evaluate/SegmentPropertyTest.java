package io.skelspark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the segments of any windows. */
class SegmentPropertyTest {
    private static final String SEED = "2111";
    private static final int NOBODY = -2;
    private static final int NO_ACTION = -1;

    @Provide
    Arbitrary<SegmentRules> rules() {
        return Combinators.combine(
                        Arbitraries.of(1, 3, 5, 9),
                        Arbitraries.of(0.0, 0.3, 0.5, 0.9),
                        Arbitraries.integers().between(1, 12))
                .as(SegmentRules::new);
    }

    /** Returns windows of one length and stride, or of any, with a gap now and then. */
    private static List<ScoredWindow> windows(long seed) {
        Random random = new Random(seed);
        int length = 1 + random.nextInt(12);
        int stride = 1 + random.nextInt(12);
        boolean regular = random.nextBoolean();
        int classes = 1 + random.nextInt(4);
        List<ScoredWindow> windows = new ArrayList<>();
        int start = random.nextInt(5);
        int end = -1;
        for (int left = random.nextInt(16); left > 0; left--) {
            end = Math.max(end + 1, start + (regular ? length : 1 + random.nextInt(12)) - 1);
            float[] probabilities = new float[classes];
            for (int label = 0; label < classes; label++) {
                probabilities[label] = random.nextInt(9) / 8f; // exact, so that sums in any order are equal
            }
            windows.add(new ScoredWindow(start, end, probabilities));
            start += regular ? stride : 1 + random.nextInt(12);
            start += random.nextInt(5) == 0 ? length : 0;
        }
        return windows;
    }

    @Property(tries = 1000, seed = SEED)
    void areInOrderDisjointAndWithinTheWindows(@ForAll("rules") SegmentRules rules, @ForAll long seed) {
        List<ScoredWindow> windows = windows(seed);
        int free = 0;
        for (Segment segment : SegmentMerger.merge(rules, windows)) {
            assertThat(segment.start()).isGreaterThanOrEqualTo(free);
            assertThat(segment.length()).isGreaterThanOrEqualTo(rules.minLength());
            assertThat(IntStream.rangeClosed(segment.start(), segment.end()))
                    .allMatch(frame -> windows.stream().anyMatch(window -> holds(window, frame)));
            assertThat(segment.probability()).isBetween(rules.threshold(), 1.0);
            free = segment.end() + 1;
        }
    }

    @Property(tries = 300, seed = SEED)
    void withoutThresholdAndSmoothingEveryFrameHasTheClassOfOneOfItsWindows(@ForAll long seed) {
        List<ScoredWindow> windows = windows(seed);
        int[] labels = labels(SegmentMerger.merge(new SegmentRules(1, 0, 1), windows));
        for (int frame = 0; frame < labels.length; frame++) {
            int label = labels[frame];
            int at = frame;
            List<ScoredWindow> holding =
                    windows.stream().filter(window -> holds(window, at)).toList();
            if (holding.isEmpty()) {
                assertThat(label).isEqualTo(NO_ACTION);
            } else {
                assertThat(holding).anyMatch(window -> best(window.probabilities()) == label);
            }
        }
    }

    /** The reference labels frame by frame: the window of the run whose centre is nearest, and its average. */
    @Property(tries = 1000, seed = SEED)
    void areThoseOfLabellingFrameByFrame(@ForAll("rules") SegmentRules rules, @ForAll long seed) {
        List<ScoredWindow> windows = windows(seed);
        int[] expected = new int[last(windows) + 1];
        for (int frame = 0; frame < expected.length; frame++) {
            expected[frame] = label(rules, windows, frame);
        }
        List<String> runs = new ArrayList<>();
        for (int from = 0; from < expected.length; ) {
            int to = from + 1;
            while (to < expected.length && expected[to] == expected[from]) {
                to++;
            }
            if (expected[from] >= 0 && to - from >= rules.minLength()) {
                runs.add(expected[from] + ": " + from + "-" + (to - 1));
            }
            from = to;
        }
        assertThat(SegmentMerger.merge(rules, windows))
                .extracting(segment -> segment.label() + ": " + segment.start() + "-" + segment.end())
                .isEqualTo(runs);
    }

    /** Windows that come one by one give, each time, what is certain whatever comes next. */
    @Property(tries = 500, seed = SEED)
    void whatIsGivenOutIsNeverTakenBack(@ForAll("rules") SegmentRules rules, @ForAll long seed) {
        List<ScoredWindow> windows = windows(seed);
        List<Segment> all = SegmentMerger.merge(rules, windows);
        SegmentMerger merger = new SegmentMerger(rules);
        List<Segment> given = new ArrayList<>();
        for (int count = 0; count < windows.size(); count++) {
            given.addAll(merger.add(windows.get(count)));
            assertThat(given).isEqualTo(all.subList(0, given.size()));
        }
        given.addAll(merger.finish());
        assertThat(given).isEqualTo(all);
    }

    /** Returns the label of a frame by the nearest centre of the windows that hold it, the later of two. */
    private static int label(SegmentRules rules, List<ScoredWindow> windows, int frame) {
        int nearest = NOBODY;
        for (int i = 0; i < windows.size(); i++) {
            if (holds(windows.get(i), frame)
                    && (nearest == NOBODY
                            || distance(windows.get(i), frame) <= distance(windows.get(nearest), frame))) {
                nearest = i;
            }
        }
        if (nearest == NOBODY) {
            return NOBODY;
        }
        int half = rules.smooth() / 2;
        int from = nearest;
        while (from > 0
                && nearest - from < half
                && windows.get(from).start() <= windows.get(from - 1).end() + 1) {
            from--;
        }
        int to = nearest;
        while (to + 1 < windows.size()
                && to - nearest < half
                && windows.get(to + 1).start() <= windows.get(to).end() + 1) {
            to++;
        }
        float[] sums = new float[windows.get(0).probabilities().length];
        for (ScoredWindow window : windows.subList(from, to + 1)) {
            for (int label = 0; label < sums.length; label++) {
                sums[label] += window.probabilities()[label];
            }
        }
        int best = best(sums);
        return sums[best] / (to + 1 - from) >= (float) rules.threshold() ? best : NO_ACTION;
    }

    private static int distance(ScoredWindow window, int frame) {
        return Math.abs(2 * frame - window.start() - window.end());
    }

    private static boolean holds(ScoredWindow window, int frame) {
        return window.start() <= frame && frame <= window.end();
    }

    private static int last(List<ScoredWindow> windows) {
        return windows.isEmpty() ? -1 : windows.get(windows.size() - 1).end();
    }

    private static int best(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .reduce(0, (best, label) -> probabilities[label] > probabilities[best] ? label : best);
    }

    private static int[] labels(List<Segment> segments) {
        int[] labels = new int
                [segments.isEmpty() ? 0 : segments.get(segments.size() - 1).end() + 1];
        Arrays.fill(labels, NO_ACTION);
        segments.forEach(segment -> Arrays.fill(labels, segment.start(), segment.end() + 1, segment.label()));
        return labels;
    }
}

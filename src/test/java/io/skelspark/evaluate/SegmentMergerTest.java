package io.skelspark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentMergerTest {
    private static final SegmentRules PLAIN = new SegmentRules(1, 0, 1);

    /** Returns a window that gives class 0 a probability and class 1 the rest. */
    private static ScoredWindow window(int start, int end, double first) {
        return new ScoredWindow(start, end, new float[] {(float) first, (float) (1 - first)});
    }

    /** Windows of 100 frames, one every 50: the centres of two neighbours are 49.5 and 99.5, the middle is 74.5. */
    private static List<ScoredWindow> windows(double... first) {
        List<ScoredWindow> windows = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            windows.add(window(50 * i, 50 * i + 99, first[i]));
        }
        return windows;
    }

    private static List<String> frames(List<Segment> segments) {
        return segments.stream()
                .map(segment -> segment.label() + ": " + segment.start() + "-" + segment.end())
                .toList();
    }

    @Test
    void oneClassEndsInTheMiddleBetweenTheCentresOfTwoWindows() {
        List<Segment> segments = SegmentMerger.merge(PLAIN, windows(0.75, 1, 0.25, 0));

        assertThat(frames(segments)).containsExactly("0: 0-124", "1: 125-249");
        assertThat(segments.get(0).probability()).isEqualTo(0.875);
        assertThat(segments.get(1).probability()).isEqualTo(0.875);
    }

    @Test
    void windowsThatOnlyTouchGiveTheirOwnFrames() {
        List<ScoredWindow> windows = List.of(window(0, 9, 1), window(10, 19, 0), window(20, 24, 1));

        assertThat(frames(SegmentMerger.merge(PLAIN, windows))).containsExactly("0: 0-9", "1: 10-19", "0: 20-24");
    }

    @Test
    void aPersonWhoWasAwayStartsANewSegment() {
        List<ScoredWindow> windows = List.of(window(0, 99, 1), window(50, 149, 1), window(151, 250, 1));
        SegmentRules smooth = new SegmentRules(3, 0, 1);

        assertThat(frames(SegmentMerger.merge(PLAIN, windows))).containsExactly("0: 0-149", "0: 151-250");
        assertThat(frames(SegmentMerger.merge(smooth, windows))).containsExactly("0: 0-149", "0: 151-250");
    }

    /** The averages of class 0 are 0.85, 0.6, 0.6, 0.6, 0.85: at the ends two windows are averaged. */
    @Test
    void oneWindowThatDisagreesIsSmoothedAway() {
        List<ScoredWindow> windows = windows(1, 0.7, 0.1, 1, 0.7);

        List<Segment> segments = SegmentMerger.merge(new SegmentRules(3, 0.5, 50), windows);

        assertThat(frames(segments)).containsExactly("0: 0-299");
        assertThat(segments.get(0).probability()).isCloseTo(0.7, within(1e-7));
        assertThat(frames(SegmentMerger.merge(PLAIN, windows))).containsExactly("0: 0-124", "1: 125-174", "0: 175-299");
    }

    /** Over a gap nothing is averaged: each of the two windows keeps its own probabilities. */
    @Test
    void averagesStayOnTheirSideOfAGap() {
        List<Segment> segments =
                SegmentMerger.merge(new SegmentRules(3, 0, 1), List.of(window(0, 9, 1), window(11, 20, 0)));

        assertThat(segments).containsExactly(new Segment(0, 0, 9, 1), new Segment(1, 11, 20, 1));
    }

    @Test
    void aWindowBelowTheThresholdShowsNoAction() {
        List<ScoredWindow> windows = windows(0.75, 0.625, 0.75);

        assertThat(frames(SegmentMerger.merge(new SegmentRules(1, 0.7, 1), windows)))
                .containsExactly("0: 0-74", "0: 125-199");
        assertThat(frames(SegmentMerger.merge(new SegmentRules(1, 0.76, 1), windows)))
                .isEmpty();
    }

    @Test
    void aProbabilityEqualToTheThresholdIsAnAction() {
        ScoredWindow equal = new ScoredWindow(0, 9, new float[] {0.7f, 0.3f});

        assertThat(SegmentMerger.merge(new SegmentRules(1, 0.7, 1), List.of(equal)))
                .hasSize(1);
    }

    @Test
    void shortSegmentsAreLeftOutAndTheirNeighboursStayApart() {
        List<ScoredWindow> windows = windows(1, 0, 1, 1);

        assertThat(frames(SegmentMerger.merge(new SegmentRules(1, 0, 50), windows)))
                .containsExactly("0: 0-74", "1: 75-124", "0: 125-249");
        assertThat(frames(SegmentMerger.merge(new SegmentRules(1, 0, 51), windows)))
                .containsExactly("0: 0-74", "0: 125-249");
    }

    /** The centres are 49.5 and 101.5, but frames 76 to 97 are not in the second window. */
    @Test
    void aFrameNeverGoesToAWindowThatDoesNotHoldIt() {
        assertThat(frames(SegmentMerger.merge(PLAIN, List.of(window(0, 99, 1), window(98, 105, 0)))))
                .containsExactly("0: 0-97", "1: 98-105");
        assertThat(frames(SegmentMerger.merge(PLAIN, List.of(window(0, 5, 1), window(4, 99, 0)))))
                .containsExactly("0: 0-5", "1: 6-99");
    }

    @Test
    void theFirstOfEqualClassesWins() {
        assertThat(frames(SegmentMerger.merge(PLAIN, windows(0.5)))).containsExactly("0: 0-99");
    }

    /** With three windows averaged, a window is certain when the next one is known, its end when the one after that is. */
    @Test
    void aSegmentIsGivenOutAsSoonAsItIsCertain() {
        SegmentMerger merger = new SegmentMerger(new SegmentRules(3, 0, 1));
        List<Integer> given = new ArrayList<>();
        for (ScoredWindow window : windows(1, 1, 0, 0, 0)) {
            given.add(merger.add(window).size());
        }

        assertThat(given).containsExactly(0, 0, 0, 1, 0);
        assertThat(frames(merger.finish())).containsExactly("1: 125-299");
    }

    @Test
    void aGapGivesOutWhatWasWaiting() {
        SegmentMerger merger = new SegmentMerger(SegmentRules.of(50));
        assertThat(merger.add(window(0, 99, 1))).isEmpty();

        assertThat(frames(merger.add(window(500, 599, 1)))).containsExactly("0: 0-99");
    }

    @Test
    void noWindowGivesNoSegment() {
        assertThat(SegmentMerger.merge(SegmentRules.of(1), List.of())).isEmpty();
    }

    @Test
    void refusesWindowsOutOfOrderOrOfOtherClasses() {
        SegmentMerger merger = new SegmentMerger(PLAIN);
        merger.add(window(10, 19, 1));

        assertThatThrownBy(() -> merger.add(window(10, 25, 1)))
                .hasMessage("a window of frames 10 to 25 follows one of 10 to 19, expected windows in order of time");
        assertThatThrownBy(() -> merger.add(window(12, 19, 1))).hasMessageContaining("in order of time");
        assertThatThrownBy(() -> merger.add(new ScoredWindow(11, 20, new float[3])))
                .hasMessage("the window at frame 11 has 3 classes, expected 2 as in the window before it");
        merger.finish();
        assertThatThrownBy(() -> merger.add(window(30, 39, 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> new SegmentRules(2, 0.5, 1))
                .hasMessage("smooth = 2, expected an odd number of windows, 1 or more");
        assertThatThrownBy(() -> new SegmentRules(1, Double.NaN, 1)).hasMessage("threshold = NaN, expected 0 to 1");
        assertThatThrownBy(() -> new SegmentRules(1, 1.5, 1)).hasMessage("threshold = 1.5, expected 0 to 1");
        assertThatThrownBy(() -> new SegmentRules(1, 0.5, 0)).hasMessage("min-length = 0, expected 1 frame or more");
    }

    @Test
    void refusesWindowsWithoutFramesOrProbabilities() {
        assertThatThrownBy(() -> window(3, 2, 1)).hasMessageStartingWith("a window from frame 3 to 2, expected");
        assertThatThrownBy(() -> new ScoredWindow(0, 1, new float[0])).hasMessageContaining("has no probability");
        assertThatThrownBy(() -> window(4, 5, Double.NaN))
                .hasMessage("the window at frame 4 gives class 0 NaN, expected a probability");
    }
}

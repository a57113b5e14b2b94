package io.skelspark.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.Layout.Sides;
import java.util.List;
import org.junit.jupiter.api.Test;

class JointMapTest {
    private static final Layout FROM = layout("from", "a", "b", "c");
    private static final Layout TO = layout("to", "c", "middle", "heavy", "none");
    private static final List<List<Integer>> SOURCES = List.of(List.of(2), List.of(0, 1), List.of(0, 0, 1), List.of());
    private static final JointMap MAP = new JointMap(FROM, TO, SOURCES, List.of());

    private static final double[] KEYPOINT = {3, 30, 6, 60, 9, 90};
    private static final double[] SCORE = {0.5, 0.75, 1};

    private static Layout layout(String name, String... joints) {
        return new Layout(name, List.of(joints), 0, List.of(), List.of(), Sides.NONE, List.of(), Sides.NONE);
    }

    @Test
    void takesTheMeanOfTheSources() {
        assertThat(MAP.keypoint(KEYPOINT, SCORE)).containsExactly(9, 90, 4.5, 45, 4, 40, 0, 0);
    }

    @Test
    void takesTheSmallestScore() {
        assertThat(MAP.score(SCORE)).containsExactly(1, 0.5, 0.5, 0);
    }

    @Test
    void lacksAJointIfOneOfItsSourcesIsMissing() {
        double[] score = {0.5, 0, Double.NaN};
        assertThat(MAP.score(score)).containsExactly(0, 0, 0, 0);
        assertThat(MAP.keypoint(new double[] {3, 30, 6, 60, Double.NaN, 1}, score))
                .containsOnly(0);
        assertThat(MAP.keypoint(KEYPOINT, new double[] {0, 1, 1})).containsExactly(9, 90, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void scalesEachCoordinate() {
        JointMap scaled = new JointMap(FROM, TO, SOURCES, List.of(-1.0, 0.1));
        assertThat(scaled.keypoint(KEYPOINT, SCORE)).startsWith(-9, 9, -4.5, 4.5);
    }

    @Test
    void leavesItsInputAlone() {
        MAP.keypoint(KEYPOINT, SCORE);
        MAP.score(SCORE);
        assertThat(KEYPOINT).containsExactly(3, 30, 6, 60, 9, 90);
        assertThat(SCORE).containsExactly(0.5, 0.75, 1);
    }

    @Test
    void refusesJointsOfAnotherLayout() {
        assertThatThrownBy(() -> MAP.keypoint(new double[4], new double[2]))
                .hasMessage("2 joints, expected the 3 of layout from, from which the map makes those of to");
        assertThatThrownBy(() -> MAP.keypoint(new double[7], new double[3]))
                .hasMessageContaining("7 values, expected as many for each of 3 joints");
        assertThatThrownBy(() -> new JointMap(FROM, TO, SOURCES, List.of(1.0, 1.0, 1.0)).keypoint(KEYPOINT, SCORE))
                .hasMessageContaining("joints of 2 coordinates, expected the 3 that the scale [1.0, 1.0, 1.0]");
    }

    @Test
    void refusesATableThatDoesNotFitTheLayouts() {
        assertThatThrownBy(() -> new JointMap(FROM, TO, List.of(List.of(0)), List.of()))
                .hasMessageContaining("sources of 1 joints, expected the 4 of layout to");
        assertThatThrownBy(() -> new JointMap(FROM, FROM, List.of(List.of(), List.of(3), List.of()), List.of()))
                .hasMessageContaining("makes 'b' of joint 3, expected 0 to 2 of layout from");
        assertThatThrownBy(() -> new JointMap(FROM, TO, SOURCES, List.of(0.0, 1.0)))
                .hasMessageContaining("scale [0.0, 1.0], expected factors other than 0");
    }
}

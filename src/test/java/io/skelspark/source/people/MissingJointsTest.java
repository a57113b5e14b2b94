package io.skelspark.source.people;

import static io.skelspark.source.people.Figures.at;
import static io.skelspark.source.people.Figures.scored;
import static io.skelspark.source.people.Figures.without;
import static io.skelspark.source.people.Figures.xs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.detection.Detection;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MissingJointsTest {
    private static Track track(@Nullable Detection... frames) {
        return new Track("a", Arrays.asList(frames));
    }

    private static Detection frame(MissingJoints.Filled filled, int index) {
        return Objects.requireNonNull(filled.track().frames().get(index));
    }

    @Test
    void clearsJointsBelowTheThresholdAndThoseNotFound() {
        double[] keypoint = {1, 2, 3, 4, 5, 6, 7, 8};
        double[] score = {0, 0.29, 0.3, 0.9};
        Detection person = new Detection("id", keypoint, score, 0.8, null);
        Detection cleared = new MissingJoints(0.3, 0).clear(person);
        assertThat(cleared.keypoint()).containsExactly(0, 0, 0, 0, 5, 6, 7, 8);
        assertThat(cleared.score()).containsExactly(0, 0, 0.3, 0.9);
        assertThat(cleared.track()).isEqualTo("id");
        assertThat(keypoint).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(new MissingJoints(0, 0).clear(person).score()).containsExactly(0, 0.29, 0.3, 0.9);
    }

    @Test
    void clearsJointsThatAreNoNumbers() {
        double[] keypoint = {1, Double.NaN, Double.POSITIVE_INFINITY, 4, 5, 6, 7, 8};
        double[] score = {1, 1, Double.NaN, 1};
        Detection cleared = new MissingJoints(0, 0).clear(new Detection(null, keypoint, score, Double.NaN, null));
        assertThat(cleared.keypoint()).containsExactly(0, 0, 0, 0, 0, 0, 7, 8);
        assertThat(cleared.score()).containsExactly(0, 0, 0, 1);
    }

    @Test
    void keepsAPersonWhoHasAllJoints() {
        Detection person = at(1, 2);
        assertThat(new MissingJoints(0.5, 3).clear(person)).isSameAs(person);
    }

    @Test
    void fillsAJointOnTheLineWithTheSmallerScore() {
        MissingJoints rule = new MissingJoints(0, 2);
        Detection gap = rule.clear(without(at(99, 99), 0));
        MissingJoints.Filled filled =
                rule.fillGaps(track(scored(null, 0, 0, 0.9), gap, gap, scored(null, 30, 60, 0.6)));
        assertThat(frame(filled, 1).keypoint()).startsWith(10, 20).containsSequence(99 + 60, 99);
        assertThat(frame(filled, 2).keypoint()).startsWith(20, 40);
        assertThat(frame(filled, 2).score()).containsExactly(0.6, 1, 1, 1);
        assertThat(filled.joints()).isEqualTo(new JointCounts(16, 2, 0));
        assertThat(filled.bridged()).isZero();
        assertThat(gap.score()).containsExactly(0, 1, 1, 1);
        MissingJoints.Filled rising = rule.fillGaps(track(scored(null, 0, 0, 0.6), gap, scored(null, 30, 60, 0.9)));
        assertThat(frame(rising, 1).score()).startsWith(0.6);
    }

    @Test
    void leavesALongerGapAsAWhole() {
        MissingJoints rule = new MissingJoints(0, 1);
        Detection gap = rule.clear(without(at(99, 99), 0));
        Track track = track(at(0, 0), gap, gap, at(30, 60));
        MissingJoints.Filled filled = rule.fillGaps(track);
        assertThat(filled.track()).isSameAs(track);
        assertThat(filled.joints()).isEqualTo(new JointCounts(16, 0, 2));
    }

    @Test
    void leavesWhatNoFoundJointEncloses() {
        MissingJoints rule = new MissingJoints(0, 9);
        Detection gap = rule.clear(without(at(99, 99), 2));
        MissingJoints.Filled filled = rule.fillGaps(track(gap, at(0, 0), gap));
        assertThat(filled.joints()).isEqualTo(new JointCounts(12, 0, 2));
        assertThat(frame(filled, 0)).isSameAs(gap);
    }

    @Test
    void fillsFramesWithoutThePerson() {
        MissingJoints.Filled filled =
                new MissingJoints(0, 2).fillGaps(track(null, at(0, 0), null, null, at(30, 0), null));
        assertThat(xs(filled.track())).containsExactly(Double.NaN, 0, 10, 20, 30, Double.NaN);
        assertThat(frame(filled, 2).keypoint()).containsExactly(10, 0, 70, 0, 10, 80, 70, 80);
        assertThat(filled.bridged()).isEqualTo(2);
        assertThat(filled.joints()).isEqualTo(new JointCounts(16, 8, 0)); // of the frames 1 to 4
    }

    @Test
    void fillsThoseJointsOfAFrameWithoutThePersonThatAreNearEnough() {
        MissingJoints rule = new MissingJoints(0, 1);
        Detection partial = rule.clear(without(at(20, 0), 1));
        MissingJoints.Filled filled = rule.fillGaps(track(at(0, 0), null, partial, at(30, 0)));
        assertThat(frame(filled, 1).keypoint()).containsExactly(10, 0, 0, 0, 10, 80, 70, 80);
        assertThat(frame(filled, 1).score()).containsExactly(1, 0, 1, 1);
        assertThat(filled.joints()).isEqualTo(new JointCounts(16, 3, 2));
    }

    @Test
    void leavesATrackOfNobody() {
        Track nobody = track(null, null);
        assertThat(new MissingJoints(0, 3).fillGaps(nobody).track()).isSameAs(nobody);
    }

    @Test
    void rejectsNegativeSettings() {
        assertThatThrownBy(() -> new MissingJoints(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MissingJoints(0, -1))
                .hasMessage("missing below 0.0, filled up to -1 frames, expected 0 or more of both");
    }
}

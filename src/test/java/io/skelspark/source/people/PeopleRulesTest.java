package io.skelspark.source.people;

import static io.skelspark.source.people.Figures.at;
import static io.skelspark.source.people.Figures.frames;
import static io.skelspark.source.people.Figures.scored;
import static io.skelspark.source.people.Figures.without;
import static io.skelspark.source.people.Figures.xs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeopleRulesTest {
    private static final FrameRate SAME_RATE = new FrameRate(0, 0);

    private static PeopleRules rules(int keep, int fill, FrameRate rate) {
        return new PeopleRules(
                new Linking(Linking.By.AUTO, 0.5, 3),
                new Choice(Choice.By.SCORE, keep, 1),
                new MissingJoints(0.3, fill),
                rate);
    }

    @Test
    void keepsThePersonAndDropsTheBystander() throws MalformedRecordException {
        Detection bystander = scored(null, 500, 0, 0.4);
        Detection nobody = scored(null, 0, 0, 0.2);
        List<Frame> frames = frames(
                List.of(bystander, at(0, 0)), List.of(at(10, 0)), List.of(nobody), List.of(), List.of(at(40, 0)));
        People people = rules(1, 2, SAME_RATE).apply(frames, 7, null, 0);
        assertThat(people.length()).isEqualTo(7);
        assertThat(people.tracks()).singleElement().satisfies(track -> assertThat(xs(track))
                .containsExactly(0, 10, 20, 30, 40, Double.NaN, Double.NaN));
        assertThat(people.dropped()).containsExactly(new People.Dropped("0", 1, 7, 0.4, "the person of highest score"));
        assertThat(people.changes()).isEqualTo(new Changes(5, 1, 2, new JointCounts(20, 8, 0)));
    }

    @Test
    void readsFramesOfAnyOrderAndLeavesTheDetectionsAsTheyAre() throws MalformedRecordException {
        Detection partial = without(at(10, 0), 1);
        List<Frame> frames = List.of(
                new Frame(2, List.of(at(20, 0))), new Frame(0, List.of(at(0, 0))), new Frame(1, List.of(partial)));
        People people = rules(1, 1, SAME_RATE).apply(frames, 3, null, 0);
        assertThat(xs(people.tracks().get(0))).containsExactly(0, 10, 20);
        assertThat(people.changes().joints()).isEqualTo(new JointCounts(12, 1, 0));
        assertThat(partial.score()).containsExactly(1, 0, 1, 1);
    }

    @Test
    void changesTheRateAfterTheGapsAreFilled() throws MalformedRecordException {
        List<Frame> frames = frames(List.of(at(0, 0)), List.of(), List.of(), List.of(at(30, 0)));
        People people = rules(1, 2, new FrameRate(0, 15)).apply(frames, 4, null, 30);
        assertThat(people.length()).isEqualTo(2);
        assertThat(xs(people.tracks().get(0))).containsExactly(0, 20);
    }

    @Test
    void findsNobodyInEmptyClips() throws MalformedRecordException {
        People people = rules(2, 2, SAME_RATE).apply(List.of(), 3, null, 0);
        assertThat(people.tracks()).isEmpty();
    }

    @Test
    void refusesFramesThatAreNoClip() {
        PeopleRules rules = rules(1, 1, SAME_RATE);
        List<Frame> twice = List.of(new Frame(0, List.of()), new Frame(0, List.of()));
        assertThatThrownBy(() -> rules.apply(twice, 2, null, 0))
                .hasMessage("frame 0, expected each of 0 to 1 at most once");
        assertThatThrownBy(() -> rules.apply(List.of(new Frame(2, List.of())), 2, null, 0))
                .hasMessage("frame 2, expected each of 0 to 1 at most once");
        Detection other = Detection.scored(null, new double[3], Double.NaN, null);
        assertThatThrownBy(() -> rules.apply(frames(List.of(at(0, 0)), List.of(other)), 2, null, 0))
                .hasMessage("1 joints of 2 coordinates in frame 1, expected 4 of 2");
    }
}

package io.skelspark.source.people;

import static io.skelspark.source.people.Figures.at;
import static io.skelspark.source.people.Figures.scored;
import static io.skelspark.source.people.Figures.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.people.Choice.By;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final ImageShape IMAGE = new ImageShape(480, 640);

    private static Track track(String id, @Nullable Detection... frames) {
        return new Track(id, Arrays.asList(frames));
    }

    private static List<String> chosen(By by, int keep, List<Track> tracks) throws MalformedRecordException {
        return new Choice(by, keep, 1)
                .choose(tracks, IMAGE).kept().stream().map(Track::id).toList();
    }

    @Test
    void prefersTheHighestScoreOverAllFrames() throws MalformedRecordException {
        Track sure = track("sure", scored(null, 0, 0, 0.9), null, null);
        Track steady = track("steady", scored(null, 0, 0, 0.4), scored(null, 0, 0, 0.4), scored(null, 0, 0, 0.4));
        assertThat(chosen(By.SCORE, 1, List.of(sure, steady))).containsExactly("steady"); // 1.2 to 0.9
        assertThat(TrackMeasures.score(track("half", without(scored(null, 0, 0, 0.8), 0, 1))))
                .isEqualTo(0.4, within(1e-12));
    }

    @Test
    void prefersTheLargestBox() throws MalformedRecordException {
        double[] box = {0, 0, 70, 80}; // of the file: more than the 60 by 80 of the joints
        Detection person = at(0, 0);
        Detection boxed = new Detection(null, person.keypoint(), person.score(), Double.NaN, box);
        assertThat(chosen(By.BOX, 1, List.of(track("a", person, person), track("b", boxed, null))))
                .containsExactly("b");
        assertThat(TrackMeasures.area(track("a", person, null, boxed))).isEqualTo((4800 + 5600) / 2.0);
    }

    @Test
    void measuresTheLargestSideOf3dJointsWhateverTheBoxOfTheFileIs() {
        double[] keypoint = {0, 0, 0, 1, 2, 3};
        Detection solid = new Detection(null, keypoint, new double[] {1, 1}, Double.NaN, new double[] {0, 0, 900, 900});
        assertThat(TrackMeasures.area(track("solid", solid))).isEqualTo(6);
    }

    @Test
    void prefersTheLongestTrack() throws MalformedRecordException {
        Track once = track("once", at(0, 0), null, null);
        Track twice = track("twice", null, at(0, 0), at(0, 0));
        assertThat(chosen(By.LENGTH, 2, List.of(once, twice))).containsExactly("twice", "once");
    }

    @Test
    void prefersTheMostMotion() throws MalformedRecordException {
        // of one who walks: x is 0, 10, 20: variance 200 / 3; one of four joints of the other has x 0, 30: 225 / 4
        Detection waving = at(0, 0);
        double[] moved = waving.keypoint().clone();
        moved[0] = 30;
        Track waver = track("waver", waving, new Detection(null, moved, waving.score(), Double.NaN, null), null);
        Track walker = track("walker", at(0, 0), at(10, 0), at(20, 0));
        assertThat(TrackMeasures.motion(walker)).isEqualTo(200 / 3.0, within(1e-9));
        assertThat(TrackMeasures.motion(waver)).isEqualTo(225 / 4.0, within(1e-9));
        assertThat(chosen(By.MOTION, 1, List.of(waver, walker))).containsExactly("walker");
    }

    @Test
    void seesNoMotionInSizeOrInJointsThatWereNotFound() {
        Detection partial = without(at(0, 0), 3);
        assertThat(TrackMeasures.motion(track("still", at(0, 0), partial, at(0, 0))))
                .isZero();
    }

    @Test
    void prefersThePersonNearestToTheCentreOfTheImage() throws MalformedRecordException {
        Track aside = track("aside", at(0, 0), at(0, 0));
        Track middle = track("middle", at(290, 200), null); // its centre is (320, 240)
        assertThat(chosen(By.CENTER, 2, List.of(aside, middle))).containsExactly("middle", "aside");
        assertThat(TrackMeasures.distance(middle, 320, 243)).isEqualTo(3);
    }

    @Test
    void asksForTheSizeOfTheImage() {
        Choice choice = new Choice(By.CENTER, 1, 1);
        assertThatThrownBy(() -> choice.choose(List.of(track("a", at(0, 0))), null))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("size of the image: found none, expected width and height: people.choose = center takes the"
                        + " person nearest to the centre of the image");
    }

    @Test
    void ordersEqualTracksByScoreThenByAppearance() throws MalformedRecordException {
        List<Track> tracks = List.of(
                track("first", scored(null, 0, 0, 0.5)),
                track("second", scored(null, 9, 0, 0.5)),
                track("surest", scored(null, 90, 0, 0.7)));
        assertThat(chosen(By.LENGTH, 3, tracks)).containsExactly("surest", "first", "second");
    }

    @Test
    void namesTheDroppedWithTheReason() throws MalformedRecordException {
        List<Track> tracks = IntStream.range(0, 4)
                .mapToObj(i -> track("p" + i, scored(null, 0, 0, 0.25 * (i + 1)), i == 0 ? null : at(0, 0)))
                .toList();
        Choice.Chosen chosen = new Choice(By.SCORE, 2, 2).choose(tracks, null);
        assertThat(chosen.kept()).extracting(Track::id).containsExactly("p3", "p2");
        assertThat(chosen.dropped())
                .containsExactly(
                        new People.Dropped("p0", 1, 2, 0.25, "at least 2 frames"),
                        new People.Dropped("p1", 2, 2, 0.75, "the 2 people of highest score"));
        assertThat(chosen.dropped().get(1).found()).isEqualTo("person p1 in 2 of 2 frames, mean score 0.75");
    }
}

package io.skelspark.source.people;

import static io.skelspark.source.people.Figures.at;
import static io.skelspark.source.people.Figures.named;
import static io.skelspark.source.people.Figures.without;
import static io.skelspark.source.people.Figures.xs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.detection.Detection;
import io.skelspark.source.people.Linking.By;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkingTest {
    private static final double NOBODY = Double.NaN;

    private static List<Track> link(By by, List<List<Detection>> frames) {
        return new Linking(by, 0.5, 2).link(frames);
    }

    private static List<String> ids(List<Track> tracks) {
        return tracks.stream().map(Track::id).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = By.class,
            names = {"AUTO", "DISTANCE", "OVERLAP"})
    void followsPeopleWhoseOrderChanges(By by) {
        List<Track> tracks = link(
                by,
                List.of(
                        List.of(at(0, 0), at(300, 0)),
                        List.of(at(305, 0), at(5, 0)),
                        List.of(at(310, 0), at(10, 0)),
                        List.of(at(15, 0), at(315, 0))));
        assertThat(ids(tracks)).containsExactly("0", "1");
        assertThat(xs(tracks.get(0))).containsExactly(0, 5, 10, 15);
        assertThat(xs(tracks.get(1))).containsExactly(300, 305, 310, 315);
    }

    @ParameterizedTest
    @EnumSource(
            value = By.class,
            names = {"AUTO", "DISTANCE", "OVERLAP"})
    void keepsThePathsOfPeopleWhoCross(By by) {
        List<List<Detection>> frames = new ArrayList<>();
        for (int frame = 0; frame <= 20; frame++) {
            Detection right = at(10 * frame, 0);
            Detection left = at(205 - 10 * frame, 0);
            frames.add(frame % 2 == 0 ? List.of(right, left) : List.of(left, right));
        }
        List<Track> tracks = link(by, frames);
        assertThat(tracks).hasSize(2);
        assertThat(xs(tracks.get(0))).startsWith(0, 10, 20).endsWith(190, 200);
        assertThat(xs(tracks.get(1))).startsWith(205, 195, 185).endsWith(15, 5);
    }

    @Test
    void keepsThePathsOfPeopleWhoAreHiddenWhileTheyCross() {
        List<List<Detection>> frames = new ArrayList<>();
        for (int frame = 0; frame <= 20; frame++) {
            frames.add(frame == 10 || frame == 11 ? List.of() : List.of(at(10 * frame, 0), at(210 - 10 * frame, 0)));
        }
        List<Track> tracks = link(By.DISTANCE, frames);
        assertThat(tracks).hasSize(2);
        assertThat(xs(tracks.get(0))).startsWith(0, 10).endsWith(190, 200);
        assertThat(xs(tracks.get(1))).startsWith(210, 200).endsWith(20, 10);
    }

    @Test
    void bridgesGapsUpToTheSetting() {
        List<Detection> there = List.of(at(0, 0));
        assertThat(link(By.DISTANCE, List.of(there, List.of(), List.of(), there)))
                .singleElement()
                .satisfies(track -> assertThat(xs(track)).containsExactly(0, NOBODY, NOBODY, 0));
        List<Track> apart = link(By.DISTANCE, List.of(there, List.of(), List.of(), List.of(), there));
        assertThat(apart).hasSize(2);
        assertThat(xs(apart.get(1))).containsExactly(NOBODY, NOBODY, NOBODY, NOBODY, 0);
    }

    @Test
    void linksWithinTheReachAndNotBeyond() {
        assertThat(link(By.DISTANCE, List.of(List.of(at(0, 0)), List.of(at(50, 0)))))
                .hasSize(1);
        assertThat(link(By.DISTANCE, List.of(List.of(at(0, 0)), List.of(at(50.1, 0)))))
                .hasSize(2);
        // 40 of 60 + 20: half of the union; 39.9 is less
        assertThat(link(By.OVERLAP, List.of(List.of(at(0, 0)), List.of(at(20, 0)))))
                .hasSize(1);
        assertThat(link(By.OVERLAP, List.of(List.of(at(0, 0)), List.of(at(20.1, 0)))))
                .hasSize(2);
    }

    @Test
    void takesTheLeastTotalAndNotTheNearestFirst() {
        // 20 is nearest to 25, but 50 is out of the reach of 0: 0 to 20 and 25 to 50 are 0.45, 25 to 20 and a new one
        // 0.55
        List<Track> tracks = link(By.DISTANCE, List.of(List.of(at(0, 0), at(25, 0)), List.of(at(20, 0), at(50, 0))));
        assertThat(tracks).hasSize(2);
        assertThat(xs(tracks.get(0))).containsExactly(0, 20);
        assertThat(xs(tracks.get(1))).containsExactly(25, 50);
    }

    @Test
    void takesAFarExchangeForALeavingAndAnArrivingPerson() {
        // 0 stays and the other one is new: 0.5 in all, and 0.8 if both had moved by 40
        List<Track> tracks = link(By.DISTANCE, List.of(List.of(at(0, 0), at(-40, 0)), List.of(at(0, 0), at(40, 0))));
        assertThat(tracks).hasSize(3);
        assertThat(xs(tracks.get(0))).containsExactly(0, 0);
    }

    @Test
    void comparesTheJointsThatBothHave() {
        // a joint that was not found stands at 0, 0, far from where it was
        Detection partial = new MissingJoints(0, 0).clear(without(at(10, 200), 1, 3));
        assertThat(link(By.DISTANCE, List.of(List.of(at(0, 200)), List.of(partial), List.of(at(20, 200)))))
                .singleElement()
                .satisfies(track -> assertThat(track.length()).isEqualTo(3));
    }

    @Test
    void comparesTheCentresOfPeopleWithoutAJointInCommon() {
        Detection left = without(at(0, 0), 1, 3);
        Detection right = without(at(0, 0), 0, 2);
        assertThat(link(By.DISTANCE, List.of(List.of(left), List.of(right)))).hasSize(2); // 60 apart, 80 high
        assertThat(new Linking(By.DISTANCE, 0.75, 0).link(List.of(List.of(left), List.of(right))))
                .hasSize(1);
    }

    @Test
    void takesNobodyForAPersonWithoutJoints() {
        Detection nobody = without(at(0, 0), 0, 1, 2, 3);
        for (By by : By.values()) {
            assertThat(link(by, List.of(List.of(nobody), List.of(nobody)))).isEmpty();
        }
    }

    @Test
    void followsTheIdentitiesOfTheFileOverAnyDistanceAndGap() {
        List<List<Detection>> frames = List.of(
                List.of(named("7", 0, 0), named("9", 300, 0)),
                List.of(named("9", 0, 0)),
                List.of(),
                List.of(),
                List.of(),
                List.of(named("7", 900, 0)));
        for (By by : List.of(By.AUTO, By.TRACK)) {
            List<Track> tracks = link(by, frames);
            assertThat(ids(tracks)).containsExactly("7", "9");
            assertThat(xs(tracks.get(0))).containsExactly(0, NOBODY, NOBODY, NOBODY, NOBODY, 900);
            assertThat(xs(tracks.get(1))).containsExactly(300, 0, NOBODY, NOBODY, NOBODY, NOBODY);
        }
    }

    @Test
    void doesNotJoinTwoIdentities() {
        assertThat(ids(link(By.AUTO, List.of(List.of(named("1", 0, 0)), List.of(named("2", 0, 0))))))
                .containsExactly("1", "2");
        assertThat(ids(link(By.DISTANCE, List.of(List.of(named("1", 0, 0)), List.of(named("2", 0, 0))))))
                .containsExactly("0");
    }

    @Test
    void linksPeopleWithoutAnIdentityByDistanceBesideThoseWithOne() {
        List<Track> tracks = link(
                By.AUTO,
                List.of(
                        List.of(at(0, 0)), // the tracker has not confirmed the person yet
                        List.of(named("1", 5, 0), named("0", 300, 0)),
                        List.of(at(305, 0), at(10, 0), at(600, 0)), // the tracker lost all of them
                        List.of(named("0", 310, 0), named("1", 15, 0))));
        assertThat(ids(tracks)).containsExactly("1", "0", "2");
        assertThat(xs(tracks.get(0))).containsExactly(0, 5, 10, 15);
        assertThat(xs(tracks.get(1))).containsExactly(NOBODY, 300, 305, 310);
        assertThat(xs(tracks.get(2))).containsExactly(NOBODY, NOBODY, 600, NOBODY);
    }

    @Test
    void linksPeopleWithoutAnIdentityToOneWhoCameBackAfterALongAbsence() {
        List<Track> tracks = link(
                By.AUTO,
                List.of(
                        List.of(named("1", 0, 0)),
                        List.of(at(300, 0)),
                        List.of(at(300, 0)),
                        List.of(at(300, 0)),
                        List.of(at(300, 0)),
                        List.of(named("1", 0, 0), at(300, 0)),
                        List.of(at(0, 0), at(300, 0))));
        assertThat(ids(tracks)).containsExactly("1", "0");
        assertThat(xs(tracks.get(0))).containsExactly(0, NOBODY, NOBODY, NOBODY, NOBODY, 0, 0);
    }

    @Test
    void leavesOutPeopleWithoutAnIdentityIfOnlyThatCounts() {
        List<Track> tracks = link(
                By.TRACK,
                List.of(List.of(named("1", 0, 0), at(300, 0)), List.of(at(5, 0)), List.of(named("1", 10, 0))));
        assertThat(ids(tracks)).containsExactly("1");
        assertThat(xs(tracks.get(0))).containsExactly(0, NOBODY, 10);
    }

    @Test
    void takesTheFirstOfTwoPeopleWithOneIdentity() {
        List<List<Detection>> frames =
                List.of(List.of(named("1", 0, 0), named("1", 300, 0)), List.of(named("1", 5, 0), named("1", 305, 0)));
        assertThat(link(By.TRACK, frames)).singleElement().satisfies(track -> assertThat(xs(track))
                .containsExactly(0, 5));
        List<Track> tracks = link(By.AUTO, frames);
        assertThat(ids(tracks)).containsExactly("1", "0");
        assertThat(xs(tracks.get(1))).containsExactly(300, 305);
    }

    @Test
    void takesThePlaceInTheListForThePerson() {
        List<Track> tracks = link(
                By.NONE, List.of(List.of(at(0, 0), at(300, 0)), List.of(at(305, 0)), List.of(), List.of(at(7, 0))));
        assertThat(ids(tracks)).containsExactly("0", "1");
        assertThat(xs(tracks.get(0))).containsExactly(0, 305, NOBODY, 7);
        assertThat(xs(tracks.get(1))).containsExactly(300, NOBODY, NOBODY, NOBODY);
    }

    @Test
    void rejectsSettingsThatLinkNothing() {
        assertThatThrownBy(() -> new Linking(By.AUTO, 0, 0)).hasMessage("reach 0.0, expected more than 0");
        assertThatThrownBy(() -> new Linking(By.AUTO, 1, -1)).hasMessage("bridge of -1 frames, expected 0 or more");
    }
}

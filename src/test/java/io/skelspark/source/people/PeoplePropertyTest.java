package io.skelspark.source.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of any clip, whoever is in it. */
class PeoplePropertyTest {
    private static final String SEED = "2110";
    private static final int LONGEST = 12;
    private static final int JOINTS = 3;

    @Provide
    Arbitrary<PeopleRules> rules() {
        Arbitrary<Linking> linking = Combinators.combine(
                        Arbitraries.of(Linking.By.AUTO, Linking.By.DISTANCE, Linking.By.OVERLAP, Linking.By.TRACK),
                        Arbitraries.of(0.3, 0.5, 1.0),
                        Arbitraries.integers().between(0, 3))
                .as(Linking::new);
        Arbitrary<Choice> choice = Combinators.combine(
                        Arbitraries.of(Choice.By.SCORE, Choice.By.BOX, Choice.By.LENGTH, Choice.By.MOTION),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2))
                .as(Choice::new);
        Arbitrary<MissingJoints> missing = Combinators.combine(
                        Arbitraries.of(0.0, 0.3), Arbitraries.integers().between(0, 4))
                .as(MissingJoints::new);
        Arbitrary<FrameRate> rate = Arbitraries.of(0.0, 7.5, 10.0, 30.0, 50.0).map(to -> new FrameRate(30, to));
        return Combinators.combine(linking, choice, missing, rate).as(PeopleRules::new);
    }

    /** Returns people who walk, are missed now and then, and have scores, joints and identities by chance. */
    private static List<Frame> clip(long seed) {
        Random random = new Random(seed);
        int people = random.nextInt(4);
        boolean tracked = random.nextBoolean();
        List<Frame> frames = new ArrayList<>();
        for (int frame = 0; frame < 1 + random.nextInt(LONGEST); frame++) {
            List<Detection> found = new ArrayList<>();
            for (int person = 0; person < people; person++) {
                if (random.nextInt(5) > 0) {
                    String track = tracked && random.nextInt(4) > 0 ? String.valueOf(person) : null;
                    found.add(person(track, 40 * person + (person - 1.5) * 5 * frame, random));
                }
            }
            frames.add(new Frame(frames.size(), found));
        }
        return frames;
    }

    private static Detection person(@Nullable String track, double x, Random random) {
        double[] keypoint = new double[2 * JOINTS];
        Arrays.setAll(keypoint, i -> (i % 2 == 0 ? x + 10 * i : 30 * i) + 6 * random.nextDouble());
        double[] score = new double[JOINTS];
        Arrays.setAll(score, joint -> random.nextInt(5) == 0 ? 0 : random.nextDouble());
        if (random.nextInt(9) == 0) {
            keypoint[random.nextInt(keypoint.length)] = random.nextBoolean() ? Double.NaN : 1e308;
        }
        return new Detection(track, keypoint, score, random.nextBoolean() ? Double.NaN : 0.5, null);
    }

    private static People apply(PeopleRules rules, List<Frame> frames) throws MalformedRecordException {
        return rules.apply(frames, frames.size() + 2, null, 0);
    }

    @Property(tries = 600, seed = SEED)
    void keepsTheSamePeopleInAnyOrderOfTheFile(@ForAll("rules") PeopleRules rules, @ForAll long seed)
            throws MalformedRecordException {
        List<Frame> frames = clip(seed);
        Random random = new Random(seed);
        List<Frame> shuffled = frames.stream()
                .map(frame -> {
                    List<Detection> people = new ArrayList<>(frame.people());
                    Collections.shuffle(people, random);
                    return new Frame(frame.index(), people);
                })
                .toList();
        People one = apply(rules, frames);
        People other = apply(rules, shuffled);
        assertThat(other.tracks().stream().map(Figures::content).toList())
                .isEqualTo(one.tracks().stream().map(Figures::content).toList());
        assertThat(other.changes()).isEqualTo(one.changes());
    }

    @Property(tries = 600, seed = SEED)
    void fillsWithoutChangingWhatWasFound(@ForAll("rules") PeopleRules rules, @ForAll long seed)
            throws MalformedRecordException {
        FrameRate same = new FrameRate(0, 0);
        MissingJoints none = new MissingJoints(rules.missing().below(), 0);
        List<Frame> frames = clip(seed);
        People filled = apply(new PeopleRules(rules.linking(), rules.choice(), rules.missing(), same), frames);
        People sparse = apply(new PeopleRules(rules.linking(), rules.choice(), none, same), frames);
        assertThat(filled.tracks()).hasSameSizeAs(sparse.tracks());
        long more = 0;
        for (int person = 0; person < sparse.tracks().size(); person++) {
            for (int frame = 0; frame < sparse.length(); frame++) {
                Detection after = filled.tracks().get(person).frames().get(frame);
                Detection before = sparse.tracks().get(person).frames().get(frame);
                for (int joint = 0; joint < JOINTS; joint++) {
                    if (before != null && before.score()[joint] > 0) {
                        assertThat(after).isNotNull();
                        assertThat(after.score()[joint]).isEqualTo(before.score()[joint]);
                        assertThat(Arrays.copyOfRange(after.keypoint(), 2 * joint, 2 * joint + 2))
                                .isEqualTo(Arrays.copyOfRange(before.keypoint(), 2 * joint, 2 * joint + 2));
                    } else if (after != null && after.score()[joint] > 0) {
                        more++;
                    }
                }
            }
        }
        assertThat(filled.changes().joints().filled()).isEqualTo(more);
    }

    @Property(tries = 600, seed = SEED)
    void givesFiniteNumbersAndZeroWhereAJointIsMissing(@ForAll("rules") PeopleRules rules, @ForAll long seed)
            throws MalformedRecordException {
        People people = apply(rules, clip(seed));
        for (Track track : people.tracks()) {
            assertThat(track.frames()).hasSize(people.length());
            track.frames().stream().filter(Objects::nonNull).forEach(person -> {
                for (int joint = 0; joint < JOINTS; joint++) {
                    assertThat(person.score()[joint]).isBetween(0.0, 1.0);
                    double x = person.keypoint()[2 * joint];
                    double y = person.keypoint()[2 * joint + 1];
                    assertThat(Double.isFinite(x) && Double.isFinite(y)).isTrue();
                    if (person.score()[joint] == 0) {
                        assertThat(x == 0 && y == 0).isTrue();
                    }
                }
            });
        }
    }

    @Property(tries = 300, seed = SEED)
    void isTheSameAtTheSameRate(@ForAll("rules") PeopleRules rules, @ForAll long seed) throws MalformedRecordException {
        List<Frame> frames = clip(seed);
        People one =
                apply(new PeopleRules(rules.linking(), rules.choice(), rules.missing(), new FrameRate(0, 0)), frames);
        People other = apply(
                new PeopleRules(rules.linking(), rules.choice(), rules.missing(), new FrameRate(29.97, 29.97)), frames);
        assertThat(other.length()).isEqualTo(one.length());
        assertThat(other.tracks().stream().map(Figures::content).toList())
                .isEqualTo(one.tracks().stream().map(Figures::content).toList());
    }
}

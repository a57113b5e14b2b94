package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.ClipRules;
import io.skelspark.prepared.Manifest;
import io.skelspark.skeleton.PoseSample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The counts over the clips of a set, or of a part of one. The surveys of parts add up to that of the set. */
final class SetSurvey implements Serializable {
    private final ClipRules rules;
    private final long[] perClass;
    private final Map<String, SplitSurvey> splits = new LinkedHashMap<>();
    private final Map<ClipHint, Tally> hints = new EnumMap<>(ClipHint.class);
    private int maxPersons;
    private long scored;
    private long sized;

    SetSurvey(ClipRules rules) {
        this.rules = rules;
        this.perClass = new long[rules.classNames().size()];
        rules.splits().forEach(split -> splits.put(split, new SplitSurvey(perClass.length)));
    }

    /** How many clips give a hint, and the first of them. */
    private record Tally(long clips, long ordinal, String id, String found) implements Serializable {
        private static Tally both(Tally one, Tally other) {
            Tally first = one.ordinal <= other.ordinal ? one : other;
            return new Tally(one.clips + other.clips, first.ordinal, first.id, first.found);
        }
    }

    /** The counts over the clips of one split. */
    private static final class SplitSurvey implements Serializable {
        private final long[] perClass;
        private final Histogram frames = new Histogram();
        private final Histogram persons = new Histogram();
        private long allFrames;
        private long zeroFrames;
        private long allJoints;
        private long zeroJoints;

        private SplitSurvey(int classes) {
            perClass = new long[classes];
        }

        private void add(ClipFacts facts) {
            perClass[facts.clip().label()]++;
            frames.add(facts.frames());
            persons.add(facts.persons());
            allFrames += facts.frames();
            zeroFrames += facts.zeroFrames();
            allJoints += facts.joints();
            zeroJoints += facts.zeroJoints();
        }

        private void add(SplitSurvey other) {
            SetSurvey.add(perClass, other.perClass);
            frames.add(other.frames);
            persons.add(other.persons);
            allFrames += other.allFrames;
            zeroFrames += other.zeroFrames;
            allJoints += other.allJoints;
            zeroJoints += other.zeroJoints;
        }
    }

    /** Adds a clip. */
    void add(long ordinal, PoseSample clip, List<String> splitsOfClip) {
        ClipFacts facts = ClipFacts.of(clip);
        perClass[clip.label()]++;
        maxPersons = Math.max(maxPersons, facts.persons());
        scored += clip.keypointScore() == null ? 0 : 1;
        sized += clip.imgShape() == null ? 0 : 1;
        for (String split : new LinkedHashSet<>(splitsOfClip)) {
            split(split).add(facts);
        }
        for (ClipHint hint : ClipHint.values()) {
            if (hint.holds(facts, rules.needs())) {
                hints.merge(hint, new Tally(1, ordinal, clip.id(), hint.found(facts)), Tally::both);
            }
        }
    }

    /** Adds the survey of other clips of the same set. */
    void add(SetSurvey other) {
        add(perClass, other.perClass);
        maxPersons = Math.max(maxPersons, other.maxPersons);
        scored += other.scored;
        sized += other.sized;
        other.splits.forEach((split, survey) -> split(split).add(survey));
        other.hints.forEach((hint, tally) -> hints.merge(hint, tally, Tally::both));
    }

    private SplitSurvey split(String name) {
        return splits.computeIfAbsent(name, split -> new SplitSurvey(perClass.length));
    }

    private static void add(long[] sums, long[] counts) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += counts[i];
        }
    }

    int maxPersons() {
        return maxPersons;
    }

    /** Returns the number of clips with scores. */
    long scored() {
        return scored;
    }

    /** Returns the number of clips with the size of their image. */
    long sized() {
        return sized;
    }

    List<Manifest.ClassCount> classes() {
        List<Manifest.ClassCount> classes = new ArrayList<>();
        for (int i = 0; i < perClass.length; i++) {
            classes.add(new Manifest.ClassCount(rules.classNames().get(i), perClass[i]));
        }
        return classes;
    }

    List<Manifest.SplitCount> splits() {
        List<Manifest.SplitCount> counts = new ArrayList<>();
        splits.forEach((name, split) -> {
            List<Long> clipsPerClass = new ArrayList<>();
            long all = 0;
            for (long count : split.perClass) {
                clipsPerClass.add(count);
                all += count;
            }
            counts.add(new Manifest.SplitCount(name, all, clipsPerClass));
        });
        return counts;
    }

    /**
     * Returns the quality of each split, and the hints.
     *
     * @param place the file and record of a clip by its ordinal
     */
    Manifest.Quality quality(LongFunction<String> place) {
        List<Manifest.SplitQuality> quality = new ArrayList<>();
        splits.forEach((name, split) -> quality.add(new Manifest.SplitQuality(
                name,
                split.frames.spread(),
                split.frames.below(rules.needs().frames()),
                share(split.zeroFrames, split.allFrames),
                share(split.zeroJoints, split.allJoints),
                split.persons.spread(),
                split.persons.above(rules.needs().persons()))));
        List<Manifest.Reason> reasons = new ArrayList<>();
        hints.forEach((hint, tally) -> {
            if (hint != ClipHint.NO_SCORE || scored > 0) {
                reasons.add(new Manifest.Reason(
                        hint.field(), hint.expected(), tally.clips, tally.id, place.apply(tally.ordinal), tally.found));
            }
        });
        return new Manifest.Quality(rules.needs().frames(), rules.needs().persons(), quality, reasons);
    }

    private static double share(long some, long all) {
        return all == 0 ? 0 : (double) some / all;
    }
}

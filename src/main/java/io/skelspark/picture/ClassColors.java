package io.skelspark.picture;

import io.skelspark.evaluate.ScoredWindow;
import io.skelspark.evaluate.Segment;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The classes of a recording, the most important first, and their colours. */
final class ClassColors {
    /** All classes by index, ordered by the frames of their segments, then by their largest probability. */
    private final List<Integer> ranked;

    private ClassColors(List<Integer> ranked) {
        this.ranked = ranked;
    }

    /** Ranks the classes over all people, so that a class has one colour on the whole picture. */
    static ClassColors of(List<PersonTimeline> people, int classes) {
        return new ClassColors(ranked(people, classes));
    }

    /** Returns all classes, the most important of these people first. */
    static List<Integer> ranked(List<PersonTimeline> people, int classes) {
        long[] frames = new long[classes];
        float[] peaks = new float[classes];
        for (PersonTimeline person : people) {
            for (Segment segment : person.segments()) {
                frames[segment.label()] += segment.length();
            }
            for (ScoredWindow window : person.windows()) {
                for (int label = 0; label < classes; label++) {
                    peaks[label] = Math.max(peaks[label], window.probabilities()[label]);
                }
            }
        }
        return IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingLong((Integer label) -> -frames[label])
                        .thenComparingDouble(label -> -peaks[label]))
                .toList();
    }

    /** Returns the colour of a class. */
    Color color(int label) {
        return Palette.kind(ranked.indexOf(label));
    }

    /** Returns the classes of a set, the most important first. */
    List<Integer> inOrder(Set<Integer> labels) {
        return ranked.stream().filter(labels::contains).toList();
    }
}

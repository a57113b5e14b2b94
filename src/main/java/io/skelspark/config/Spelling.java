package io.skelspark.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses at what a misspelt word was meant to be. */
final class Spelling {
    /** A guess differs in at most one of this many letters, or in two, as when two are swapped. */
    private static final int LETTERS_PER_FAULT = 4;

    /** Words of fewer letters differ in one. */
    private static final int SHORT = 4;

    private Spelling() {}

    /** Returns the known word that a word most resembles, or nothing if it resembles none. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        int most = lower.length() < SHORT ? 1 : Math.max(2, lower.length() / LETTERS_PER_FAULT);
        LevenshteinDistance distance = new LevenshteinDistance(most);
        Comparator<String> byDistance =
                Comparator.comparingInt(other -> distance.apply(lower, other.toLowerCase(Locale.ROOT)));
        return known.stream()
                .filter(other -> distance.apply(lower, other.toLowerCase(Locale.ROOT)) >= 0)
                .min(byDistance.thenComparing(Comparator.naturalOrder()));
    }

    /** Returns the question whether that word was meant, to be put at the end of a message; empty if there is none. */
    static String question(String word, Collection<String> known) {
        return nearest(word, known).map(near -> "; did you mean " + near + "?").orElse("");
    }
}

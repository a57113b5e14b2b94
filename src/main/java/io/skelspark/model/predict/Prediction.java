package io.skelspark.model.predict;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The probabilities of the actions of a clip.
 *
 * @param classes names of the classes, in index order
 * @param probabilities (K) one for each class; they add up to 1. Not copied, so they must not change
 */
public record Prediction(List<String> classes, float[] probabilities) {
    /**
     * A class and its probability.
     *
     * @param name of the class
     * @param probability from 0 to 1
     */
    public record Action(String name, float probability) {}

    /** Returns the likeliest actions, likeliest first; of equal ones the class of the smaller index comes first. */
    public List<Action> top(int count) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> -probabilities[index]))
                .limit(count)
                .map(index -> new Action(classes.get(index), probabilities[index]))
                .toList();
    }

    /** Returns the likeliest actions as one text. */
    public String text(int count) {
        return top(count).stream()
                .map(action -> String.format(Locale.ROOT, "%s %.4f", action.name(), action.probability()))
                .collect(Collectors.joining(", "));
    }
}

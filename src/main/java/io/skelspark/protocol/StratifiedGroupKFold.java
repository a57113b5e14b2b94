package io.skelspark.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rule of k folds that keep the clips of a group together, with shares of each class as equal as groups allow: the group
 * with the most uneven classes first, each goes where the shares stay the most even.
 *
 * @param folds their number
 * @param fold index of the fold that is tested, from 0
 * @param groupBy the attribute whose values are the groups
 * @param seed seed of the order of groups that are equally uneven
 * @source scikit-learn, {@code StratifiedGroupKFold}
 */
public record StratifiedGroupKFold(int folds, int fold, String groupBy, int seed) implements Folds {
    @Override
    public List<Fold> deal(ClipList clips) {
        List<List<ListedClip>> groups = GroupKFold.shuffled(clips, groupBy, folds, seed);
        int classes = clips.classes().size();
        groups.sort(Comparator.comparing(group -> -deviation(counts(group, classes))));
        double[] all = counts(clips.clips(), classes);
        List<List<ListedClip>> dealt = Folds.empty(folds);
        double[][] shares = new double[folds][classes];
        for (List<ListedClip> group : groups) {
            double[] more = counts(group, classes);
            for (int label = 0; label < classes; label++) {
                more[label] /= Math.max(1, all[label]);
            }
            int best = IntStream.range(0, folds)
                    .boxed()
                    .min(Comparator.<Integer>comparingDouble(index -> unevenness(shares, index, more))
                            .thenComparing(index -> dealt.get(index).size()))
                    .orElseThrow();
            add(shares[best], more);
            dealt.get(best).addAll(group);
        }
        return Folds.titled(new ArrayList<>(dealt), "stratified, grouped by " + groupBy + ", seed " + seed);
    }

    /** Returns the mean over classes of the deviation of their shares over folds, if one fold gets more. */
    private static double unevenness(double[][] shares, int index, double[] more) {
        double sum = 0;
        for (int label = 0; label < more.length; label++) {
            double[] ofClass = new double[shares.length];
            for (int fold = 0; fold < shares.length; fold++) {
                ofClass[fold] = shares[fold][label] + (fold == index ? more[label] : 0);
            }
            sum += deviation(ofClass);
        }
        return sum / more.length;
    }

    private static void add(double[] sums, double[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    private static double[] counts(List<ListedClip> clips, int classes) {
        double[] counts = new double[classes];
        clips.forEach(clip -> counts[clip.label()]++);
        return counts;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}

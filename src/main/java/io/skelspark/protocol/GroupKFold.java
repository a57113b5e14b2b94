package io.skelspark.protocol;

import io.skelspark.tensor.NumpyRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The rule of k folds that keep the clips of a group together, of sizes as equal as groups allow: the largest group first,
 * each goes to the smallest fold.
 *
 * @param folds their number
 * @param fold index of the fold that is tested, from 0
 * @param groupBy the attribute whose values are the groups
 * @param seed seed of the order of groups of one size
 * @source scikit-learn, {@code GroupKFold}, which does not shuffle
 */
public record GroupKFold(int folds, int fold, String groupBy, int seed) implements Folds {
    /** The setting that names the attribute. */
    static final String KEY = "protocol.group-by";

    @Override
    public List<Fold> deal(ClipList clips) {
        List<List<ListedClip>> groups = shuffled(clips, groupBy, folds, seed);
        groups.sort(Comparator.comparing(group -> -group.size()));
        List<List<ListedClip>> dealt = Folds.empty(folds);
        for (List<ListedClip> group : groups) {
            dealt.stream().min(Comparator.comparing(List::size)).orElseThrow().addAll(group);
        }
        return Folds.titled(dealt, "grouped by " + groupBy + ", seed " + seed);
    }

    /** Returns the groups in a random order. */
    static List<List<ListedClip>> shuffled(ClipList clips, String groupBy, int folds, int seed) {
        Map<String, List<ListedClip>> groups = clips.groups(KEY, groupBy);
        Folds.requireEnough(folds, groups.size(), "values of " + groupBy + " in the set " + clips.set());
        List<List<ListedClip>> inOrder = List.copyOf(groups.values());
        List<List<ListedClip>> shuffled = new ArrayList<>();
        for (int index : new NumpyRandom(seed).permutation(inOrder.size())) {
            shuffled.add(inOrder.get(index));
        }
        return shuffled;
    }
}

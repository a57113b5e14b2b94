package io.skelspark.protocol;

import io.skelspark.tensor.NumpyRandom;
import java.util.List;

/**
 * The rule of k folds of equal size, whatever their classes.
 *
 * @param folds their number
 * @param fold index of the fold that is tested, from 0
 * @param seed seed of the order in which clips are dealt
 * @source scikit-learn, {@code KFold} with {@code shuffle = True}: the same folds of clips in the order of their ids
 */
public record KFold(int folds, int fold, int seed) implements Folds {
    @Override
    public List<Fold> deal(ClipList clips) {
        List<ListedClip> all = clips.clips();
        Folds.requireEnough(folds, all.size(), "clips of the set " + clips.set());
        int[] order = new NumpyRandom(seed).permutation(all.size());
        List<List<ListedClip>> dealt = Folds.empty(folds);
        int larger = all.size() % folds;
        int next = 0;
        for (int i = 0; i < folds; i++) {
            int end = next + all.size() / folds + (i < larger ? 1 : 0);
            for (; next < end; next++) {
                dealt.get(i).add(all.get(order[next]));
            }
        }
        return Folds.titled(dealt, "seed " + seed);
    }
}

package io.skelspark.protocol;

import io.skelspark.tensor.NumpyRandom;
import java.util.List;

/**
 * The rule of k folds of equal size with equal shares of each class: neither differs by more than one clip between folds.
 *
 * @param folds their number
 * @param fold index of the fold that is tested, from 0
 * @param seed seed of the order in which the clips of a class are dealt
 */
public record StratifiedKFold(int folds, int fold, int seed) implements Folds {
    @Override
    public List<Fold> deal(ClipList clips) {
        Folds.requireEnough(folds, clips.clips().size(), "clips of the set " + clips.set());
        NumpyRandom random = new NumpyRandom(seed);
        List<List<ListedClip>> dealt = Folds.empty(folds);
        int next = 0;
        for (List<ListedClip> members : clips.byClass().values()) {
            for (int index : random.permutation(members.size())) {
                dealt.get(next++ % folds)
                        .add(members.get(index)); // goes on after the class before: folds of equal size
            }
        }
        return Folds.titled(dealt, "stratified, seed " + seed);
    }
}

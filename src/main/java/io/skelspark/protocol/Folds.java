package io.skelspark.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A rule that deals the clips of a set to folds: one fold is tested, all others train. */
public sealed interface Folds extends TestRule
        permits KFold, StratifiedKFold, GroupKFold, StratifiedGroupKFold, LeaveOneGroupOut {
    /** Returns the index of the fold that is tested, from 0. */
    int fold();

    /**
     * Returns all folds.
     *
     * @throws ProtocolException if there are too few clips or groups
     */
    List<Fold> deal(ClipList clips);

    /**
     * One fold.
     *
     * @param title what it is, in words
     */
    record Fold(String title, List<ListedClip> clips) {}

    @Override
    default int folds(ClipList clips) {
        return deal(clips).size();
    }

    @Override
    default Division divide(ClipList clips) {
        List<Fold> folds = deal(clips);
        if (fold() >= folds.size()) {
            throw new ProtocolException("protocol.fold = " + fold() + ", expected 0 to " + (folds.size() - 1) + ": "
                    + ClipList.shown(folds.stream().map(Fold::title).toList()));
        }
        Fold tested = folds.get(fold());
        Set<ListedClip> members = new HashSet<>(tested.clips());
        ClipList test = clips.where(members::contains);
        return new Division(
                tested.title() + " of " + folds.size() + " is tested",
                clips.where(clip -> !members.contains(clip)),
                test,
                test);
    }

    /** Returns empty lists for a number of folds. */
    static List<List<ListedClip>> empty(int folds) {
        List<List<ListedClip>> empty = new ArrayList<>();
        for (int i = 0; i < folds; i++) {
            empty.add(new ArrayList<>());
        }
        return empty;
    }

    /** Returns lists of clips as folds, each with its index and how it was dealt. */
    static List<Fold> titled(List<List<ListedClip>> folds, String how) {
        List<Fold> titled = new ArrayList<>();
        for (List<ListedClip> clips : folds) {
            titled.add(new Fold("fold " + titled.size() + " (" + how + ")", clips));
        }
        return titled;
    }

    /**
     * Checks that there is something for each fold.
     *
     * @throws ProtocolException if there are fewer things than folds
     */
    static void requireEnough(int folds, int things, String what) {
        if (folds > things) {
            throw new ProtocolException(
                    "protocol.folds = " + folds + ", expected at most " + things + ", the number of " + what);
        }
    }
}

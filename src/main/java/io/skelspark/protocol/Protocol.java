package io.skelspark.protocol;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Who trains, who validates and who is tested, of the clips of a set.
 *
 * @param test the rule that says which clips train and which are tested
 * @param within name of the split that all clips are taken from; empty for all clips of the set
 * @param validation the rule that takes clips for validation out of those that train
 */
public record Protocol(TestRule test, String within, ValidationRule validation) implements Serializable {

    /** Returns whether the splits of the set alone say who trains and who is tested, so that no list of clips is needed. */
    public boolean isOfSplits() {
        return test instanceof Splits && within.isEmpty() && validation instanceof ValidationRule.None;
    }

    /**
     * Divides the clips of a set.
     *
     * @throws ProtocolException if the protocol does not fit the set, or the division is not fair: see
     *     {@link Division#requireFair}
     */
    public Division divide(ClipList all) {
        ClipList clips = considered(all);
        Division division = validation.cut(test.divide(clips));
        Division titled = within.isEmpty()
                ? division
                : new Division(
                        "within split " + within + ", " + division.title(),
                        division.training(),
                        division.validation(),
                        division.test());
        return titled.requireFair(clips);
    }

    /**
     * Returns the number of folds that the protocol makes of a set, or 1 if it has none. {@code protocol.fold} goes from 0 to
     * one less, and each clip is tested in exactly one of them.
     *
     * @throws ProtocolException if the protocol does not fit the set
     */
    public int folds(ClipList all) {
        return test.folds(considered(all));
    }

    /** Returns the names of the splits that the protocol refers to. */
    public List<String> splits() {
        List<String> named = new ArrayList<>();
        if (test instanceof Splits splits) {
            named.addAll(List.of(splits.train(), splits.val(), splits.test()));
        }
        if (!within.isEmpty()) {
            named.add(within);
        }
        return named;
    }

    private ClipList considered(ClipList all) {
        if (within.isEmpty()) {
            return all;
        }
        ClipList clips = all.where(clip -> clip.splits().contains(within));
        if (clips.clips().isEmpty()) {
            throw new ProtocolException(
                    "protocol.within = " + within + ": no clip of the set " + all.set() + " is in this split");
        }
        return clips;
    }
}

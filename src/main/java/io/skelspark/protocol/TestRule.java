package io.skelspark.protocol;

import java.io.Serializable;

/** The rule that decides which clips of a set train and which are tested. */
public sealed interface TestRule extends Serializable permits Splits, Holdout, Folds {
    /**
     * Divides clips; those of the test are validated on, unless the rule says otherwise.
     *
     * @throws ProtocolException if the rule does not fit the clips
     */
    Division divide(ClipList clips);

    /**
     * Returns the number of folds that the rule makes of clips: each clip is tested in one of them. A rule without folds makes 1.
     *
     * @throws ProtocolException if the rule does not fit the clips
     */
    default int folds(ClipList clips) {
        return 1;
    }
}

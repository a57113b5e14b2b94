package io.skelspark.model;

import io.skelspark.train.Network;
import java.util.List;

/** A network that recognises actions. */
public interface Recognizer extends Network {
    /**
     * Its size and cost.
     *
     * @param clip shape of one clip as the network takes it
     */
    Complexity complexity(List<Integer> clip);
}

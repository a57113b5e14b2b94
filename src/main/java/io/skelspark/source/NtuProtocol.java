package io.skelspark.source;

import io.skelspark.skeleton.Keyed;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule for splitting NTU RGB+D by performer, camera or setup, into {@code NAME_train} and {@code NAME_val}.
 *
 * @param name name of the protocol, for example {@code xsub}
 * @param by the number in a clip's name that decides its split
 * @param train the numbers of the training split; all others are for validation
 */
public record NtuProtocol(String name, By by, Set<Integer> train) implements Serializable {

    /** A number in the name of a clip. */
    public enum By implements Keyed {
        SETUP,
        CAMERA,
        PERFORMER
    }

    /**
     * Copies and sorts the numbers.
     *
     * @throws IllegalArgumentException if there is no number for training
     */
    public NtuProtocol {
        train = new TreeSet<>(train);
        if (train.isEmpty()) {
            throw new IllegalArgumentException(
                    "protocol " + name + " has no " + by.key() + " for training, expected at least one");
        }
    }

    /** Returns the split of a clip. */
    String splitOf(NtuName clip) {
        int number =
                switch (by) {
                    case SETUP -> clip.setup();
                    case CAMERA -> clip.camera();
                    case PERFORMER -> clip.performer();
                };
        return name + (train.contains(number) ? "_train" : "_val");
    }
}

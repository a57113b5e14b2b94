package io.skelspark.source;

import io.skelspark.skeleton.Keyed;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * One way of splitting NTU RGB+D: by performer, camera or setup. It makes the splits {@code NAME_train} and
 * {@code NAME_val}.
 *
 * @param name of the protocol, for example {@code xsub}
 * @param by the number in a clip's name that decides
 * @param train the numbers whose clips are trained on; all others validate
 */
public record NtuProtocol(String name, By by, Set<Integer> train) implements Serializable {

    /** A number in the name of a clip. */
    public enum By implements Keyed {
        SETUP,
        CAMERA,
        PERFORMER
    }

    /** @throws IllegalArgumentException if no number is trained on */
    public NtuProtocol {
        train = new TreeSet<>(train);
        if (train.isEmpty()) {
            throw new IllegalArgumentException("protocol " + name + " trains on no " + by);
        }
    }

    /** The split of a clip under this protocol. */
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

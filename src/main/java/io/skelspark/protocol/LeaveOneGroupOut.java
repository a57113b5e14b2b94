package io.skelspark.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The rule that one value of an attribute is tested and all others train, as in leave one subject out. There are as many folds
 * as values; numbers come in ascending order, then texts.
 *
 * @param attribute name of the attribute
 * @param fold index of the value that is tested, from 0
 */
public record LeaveOneGroupOut(String attribute, int fold) implements Folds {
    @Override
    public List<Fold> deal(ClipList clips) {
        List<Fold> folds = new ArrayList<>();
        clips.groups("protocol.attribute", attribute)
                .forEach((value, members) ->
                        folds.add(new Fold("fold " + folds.size() + " (" + attribute + " " + value + ")", members)));
        return folds;
    }
}

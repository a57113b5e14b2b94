package io.skelspark.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The clips of a set, divided by a protocol. A clip may be in none of the three lists.
 *
 * @param title the protocol in words, with what it chose of this set
 * @param training clips that train
 * @param validation clips that are validated on after each epoch; they may be those of the test
 * @param test clips that are scored
 */
public record Division(String title, ClipList training, ClipList validation, ClipList test) {

    /**
     * Checks that it is a fair division.
     *
     * @param from all clips that the protocol considered
     * @throws ProtocolException if one of the lists is empty, a clip both trains and is tested or validated, or a class has
     *     clips and none of them trains
     */
    Division requireFair(ClipList from) {
        requireClips("trains", training);
        requireClips("is validated on", validation);
        requireClips("is tested", test);
        requireApart("validated on", validation);
        requireApart("tested", test);
        Map<Integer, Integer> trained = training.counts();
        List<String> missing = from.counts().keySet().stream()
                .filter(label -> !trained.containsKey(label))
                .map(label -> "'" + from.classes().get(label) + "'")
                .toList();
        if (!missing.isEmpty()) {
            throw new ProtocolException("protocol (" + title + ") leaves classes without a training clip: "
                    + ClipList.shown(missing) + ", expected clips of each class of the set " + from.set()
                    + "; let others train");
        }
        return this;
    }

    private void requireClips(String role, ClipList clips) {
        if (clips.clips().isEmpty()) {
            throw new ProtocolException("protocol (" + title + "): no clip of the set " + clips.set() + " " + role
                    + ", expected at least one");
        }
    }

    private void requireApart(String role, ClipList others) {
        Set<String> ids = training.clips().stream().map(ListedClip::id).collect(Collectors.toCollection(HashSet::new));
        List<String> both = others.clips().stream()
                .map(ListedClip::id)
                .filter(ids::contains)
                .toList();
        if (!both.isEmpty()) {
            throw new ProtocolException("protocol (" + title + "): " + both.size() + " clips of the set "
                    + others.set() + " train and are " + role + ", for example " + both.get(0)
                    + ", expected each on one side");
        }
    }
}

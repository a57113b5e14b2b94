package io.skelspark.pipeline;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.Selection;
import io.skelspark.protocol.ClipList;
import io.skelspark.protocol.Division;
import io.skelspark.protocol.ListedClip;
import io.skelspark.protocol.Protocol;
import io.skelspark.protocol.ProtocolException;
import io.skelspark.protocol.Splits;
import io.skelspark.storage.Sha256;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * A prepared set, divided by the protocol of the settings. It is made once in the driver and goes to all ranks and tasks, so
 * that they agree on who trains; nothing is prepared again for another protocol.
 *
 * @param set the whole set
 * @param protocol the protocol in words
 * @param training clips that train
 * @param validation clips that are validated on after each epoch
 * @param test clips that are scored
 * @param digests SHA-256 of the ids of each of the three, by the keys of {@link RunIdentity}; none if splits of the set say
 *     who trains, since the digest of the set covers them
 */
public record DividedSet(
        PreparedSet set,
        String protocol,
        Selection training,
        Selection validation,
        Selection test,
        Map<String, String> digests)
        implements Serializable {

    /**
     * Divides a set.
     *
     * @throws ConfigError if the protocol does not fit the set, or leaves nothing to train on or to test
     * @throws IOException if the set cannot be read, or parts of it are left out: a division of the rest would be another one
     */
    public static DividedSet of(Protocol protocol, PreparedSet set, Configuration hadoop) throws IOException {
        if (protocol.isOfSplits() && protocol.test() instanceof Splits splits) {
            return ofSplits(splits, set);
        }
        ClipList clips = clips(set, hadoop);
        try {
            Division division = protocol.divide(clips);
            Map<String, String> digests = new TreeMap<>();
            digests.put(RunIdentity.TRAINING_CLIPS, digest(division.training()));
            digests.put(RunIdentity.VALIDATION_CLIPS, digest(division.validation()));
            digests.put(RunIdentity.TEST_CLIPS, digest(division.test()));
            return new DividedSet(
                    set,
                    division.title(),
                    selection("the protocol's training", division.training()),
                    selection("the protocol's validation", division.validation()),
                    selection("the protocol's test", division.test()),
                    digests);
        } catch (ProtocolException unfit) {
            throw new ConfigError(String.valueOf(unfit.getMessage()), unfit);
        }
    }

    private static DividedSet ofSplits(Splits splits, PreparedSet set) {
        try {
            return new DividedSet(
                    set,
                    splits.title(),
                    set.split(splits.train()),
                    set.split(splits.val()),
                    set.split(splits.test()),
                    Map.of());
        } catch (IllegalArgumentException unknown) {
            throw new ConfigError(String.valueOf(unknown.getMessage()), unknown);
        }
    }

    /** Divides a set by the protocol of the settings. */
    public static DividedSet of(RunConfig config, PreparedSet set, Configuration hadoop) throws IOException {
        return of(config.protocol(), set, hadoop);
    }

    /**
     * Returns the number of folds that the protocol of the settings makes of a set: {@code protocol.fold} goes from 0 to one
     * less, and each clip is tested in exactly one of them. A protocol without folds has 1.
     *
     * @throws ConfigError if the protocol does not fit the set
     * @throws IOException if the set cannot be read
     */
    public static int folds(RunConfig config, PreparedSet set, Configuration hadoop) throws IOException {
        if (config.protocol().isOfSplits()) {
            return 1;
        }
        try {
            return config.protocol().folds(clips(set, hadoop));
        } catch (ProtocolException unfit) {
            throw new ConfigError(String.valueOf(unfit.getMessage()), unfit);
        }
    }

    /**
     * Checks that no clip of the test trains, which splits of a set alone could have it. One split for both is taken for a run
     * without a test.
     *
     * @throws ConfigError if there are such clips, naming one
     * @throws IOException if the set cannot be read
     */
    public DividedSet requireApart(Configuration hadoop) throws IOException {
        boolean inOneSplit = set.manifest().contents().splits().stream()
                        .mapToLong(Manifest.SplitCount::clips)
                        .sum()
                == set.manifest().contents().accepted();
        if (!digests.isEmpty() || inOneSplit || training.equals(test)) {
            return this;
        }
        List<ListedClip> both = set.clips(hadoop).clips().stream()
                .filter(clip -> training.contains(clip.ordinal(), clip.splits())
                        && test.contains(clip.ordinal(), clip.splits()))
                .toList();
        if (!both.isEmpty()) {
            throw new ConfigError(
                    both.size() + " of the " + test.clips() + " clips of " + test.title() + " are in "
                            + training.title() + " too, for example "
                            + both.get(0).id() + ", expected each on one side. Set"
                            + " dataset.train-split or dataset.test-split to another split, or both to one if nothing is to be tested");
        }
        return this;
    }

    private static ClipList clips(PreparedSet set, Configuration hadoop) throws IOException {
        if (!set.leftOut().isEmpty()) {
            throw new IOException(
                    set.folder() + " has damaged files, expected a whole set, since a protocol would divide the rest"
                            + " in another way; prepare it again. " + set.leftOut());
        }
        return set.clips(hadoop);
    }

    private static Selection selection(String title, ClipList clips) {
        return new Selection.Chosen(
                title, clips.clips().stream().mapToLong(ListedClip::ordinal).toArray());
    }

    private static String digest(ClipList clips) {
        Sha256 sum = new Sha256();
        clips.clips().forEach(clip -> sum.add(clip.id() + "\n"));
        return sum.hex();
    }
}

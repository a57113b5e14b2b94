package io.skelspark.config;

import com.typesafe.config.ConfigList;
import io.skelspark.prepared.ClipRules;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.skeleton.Layout;
import io.skelspark.source.ClipNeeds;
import io.skelspark.source.SkeletonSource;
import io.skelspark.storage.Existing;
import io.skelspark.transform.GenSkeFeat;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The settings of a data set: what its clips must look like, where they come from and how the prepared set is stored.
 *
 * @param name name of the set
 * @param layout layout of its skeletons
 * @param dimensions C, 2 or 3
 * @param persons M, the people of a network's input
 * @param dropsPersons whether further people of a clip may be left out
 * @param classes names of the classes, in index order
 * @param splits splits of the set
 * @param source source of its clips
 * @param stored the prepared set
 */
public record DatasetConfig(
        String name,
        Layout layout,
        int dimensions,
        int persons,
        boolean dropsPersons,
        List<String> classes,
        Splits splits,
        SkeletonSource source,
        Stored stored)
        implements Serializable {

    /**
     * The splits of a set.
     *
     * @param names all splits that a clip may belong to
     * @param train split to train on
     * @param val split to validate on after each epoch
     * @param test split to evaluate on
     */
    public record Splits(List<String> names, String train, String val, String test) implements Serializable {
        static Splits read(Settings settings) {
            List<String> names = settings.names("splits");
            return new Splits(
                    names,
                    settings.word("train-split", names),
                    settings.word("val-split", names),
                    settings.word("test-split", names));
        }

        /** Returns the rule that these splits say who trains and who is tested. */
        io.skelspark.protocol.Splits rule() {
            return new io.skelspark.protocol.Splits(train, val, test);
        }
    }

    /**
     * The storage of the prepared set.
     *
     * @param path its folder
     * @param partitions number of its part files
     * @param maxRejected largest share of records that may be rejected
     * @param maxDamaged largest share of clips that damaged files may take away
     */
    public record Stored(String path, int partitions, double maxRejected, double maxDamaged) implements Serializable {
        private static Stored read(Settings settings) {
            return new Stored(
                    settings.name("path"),
                    settings.integer("partitions", Range.upTo(100_000)),
                    settings.number("max-rejected", Range.SHARE),
                    settings.number("max-damaged", Range.SHARE));
        }
    }

    static DatasetConfig read(Settings settings) {
        settings.sections("normalize"); // only pipelines refer to it
        List<String> classes = classes(settings);
        Layout layout = LayoutConfig.read(settings, "layout");
        int persons = settings.integer("persons", Range.upTo(100));
        int dimensions = settings.integer("dimensions", Range.between(2, 3));
        settings.require(
                "layout",
                layout,
                dimensions == 2 || !GenSkeFeat.takesScores(layout),
                "another layout for 3 dimensions: bones of " + layout.name()
                        + " take the third value for a score, as in the reference; copy it under another name");
        return new DatasetConfig(
                settings.name("name"),
                layout,
                dimensions,
                persons,
                settings.flag("drop-persons"),
                classes,
                Splits.read(settings),
                Sources.read(settings.section("source"), layout, persons, classes),
                Stored.read(settings));
    }

    /** Returns the folder of the prepared set. */
    public String path() {
        return stored.path();
    }

    /** Returns the names of the classes; if only their number is given, the names are their indices. */
    private static List<String> classes(Settings settings) {
        if (settings.value("classes") instanceof ConfigList) {
            return settings.names("classes");
        }
        return IntStream.range(0, settings.integer("classes", Range.upTo(100_000)))
                .mapToObj(Integer::toString)
                .toList();
    }

    /** Returns the rules that every clip of the set keeps. */
    ClipRules rules(ClipNeeds needs) {
        return new ClipRules(layout, dimensions, classes, splits.names(), needs);
    }

    /** Returns the settings of the job that prepares this set. */
    PrepareSettings prepare(ClipNeeds needs, Existing existing) {
        return new PrepareSettings(
                name,
                source,
                rules(needs),
                new PrepareSettings.Output(stored.path(), stored.partitions(), existing),
                stored.maxRejected(),
                Map.of(
                        "persons",
                        dropsPersons ? "any" : "at most " + persons,
                        "max-rejected",
                        Double.toString(stored.maxRejected()),
                        "partitions",
                        Integer.toString(stored.partitions())));
    }
}

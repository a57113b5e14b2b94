package io.skelspark.config;

import io.skelspark.prepared.ClipRules;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.skeleton.Layout;
import io.skelspark.source.SkeletonSource;
import io.skelspark.storage.Existing;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A data set: what its records must look like, where it comes from and where it lies when prepared.
 *
 * @param name of the set
 * @param layout of its skeletons
 * @param dimensions 2 or 3
 * @param persons M, the people of a network's input
 * @param dropsPersons whether further people of a clip may be left out
 * @param classes names, in index order
 * @param splits names of all splits a record may belong to
 * @param trainSplit trained on
 * @param valSplit validated on after every epoch
 * @param testSplit evaluated on
 * @param source of the annotations
 * @param path folder of the prepared set
 * @param maxRejected largest fraction of records that may be left out
 * @param maxDamaged largest fraction of the clips of a prepared set that damaged files may take away
 * @param partitions part files of the prepared set
 */
public record DatasetConfig(
        String name,
        Layout layout,
        int dimensions,
        int persons,
        boolean dropsPersons,
        List<String> classes,
        List<String> splits,
        String trainSplit,
        String valSplit,
        String testSplit,
        SkeletonSource source,
        String path,
        double maxRejected,
        double maxDamaged,
        int partitions)
        implements Serializable {

    static DatasetConfig read(Settings settings) {
        settings.value("normalize");
        List<String> classes = classes(settings);
        DatasetConfig dataset = new DatasetConfig(
                settings.text("name"),
                LayoutConfig.load(settings.text("layout")),
                settings.integer("dimensions", Range.between(2, 3)),
                settings.integer("persons", Range.POSITIVE),
                settings.flag("drop-persons"),
                classes,
                settings.texts("splits"),
                settings.text("train-split"),
                settings.text("val-split"),
                settings.text("test-split"),
                Sources.read(settings.section("source"), classes),
                settings.text("path"),
                settings.number("max-rejected", Range.SHARE),
                settings.number("max-damaged", Range.SHARE),
                settings.integer("partitions", Range.POSITIVE));
        for (String split : List.of(dataset.trainSplit, dataset.valSplit, dataset.testSplit)) {
            if (!dataset.splits.contains(split)) {
                throw new ConfigError("dataset.splits is " + dataset.splits + ", expected it to hold '" + split
                        + "', which train-split, val-split or test-split names");
            }
        }
        return dataset;
    }

    /** Class names, or a number of classes whose names are then their indices. */
    private static List<String> classes(Settings settings) {
        if (settings.value("classes").unwrapped() instanceof Number) {
            return IntStream.range(0, settings.integer("classes", Range.POSITIVE))
                    .mapToObj(Integer::toString)
                    .toList();
        }
        return settings.texts("classes");
    }

    /** Returns the rules that every clip of the set keeps. */
    public ClipRules rules() {
        return new ClipRules(layout, dimensions, classes, splits);
    }

    /** Returns the settings of the job that prepares this set. */
    public PrepareSettings prepare(Existing existing) {
        return new PrepareSettings(
                name,
                source,
                rules(),
                new PrepareSettings.Output(path, partitions, existing),
                maxRejected,
                Map.of("max-rejected", Double.toString(maxRejected), "partitions", Integer.toString(partitions)));
    }
}

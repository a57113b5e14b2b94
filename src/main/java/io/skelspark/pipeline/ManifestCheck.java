package io.skelspark.pipeline;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.prepared.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The comparison of the settings with the manifest of the prepared set, before anything is computed. */
public final class ManifestCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestCheck.class);

    private ManifestCheck() {}

    /**
     * Checks that the settings fit the set.
     *
     * @throws ConfigError if they do not, naming each key with both values
     */
    public static void check(RunConfig config, Manifest manifest) {
        List<String> differences = differences(config, manifest);
        if (!differences.isEmpty()) {
            throw new ConfigError(message(config, differences));
        }
    }

    /** Warns of a set that was just prepared and that training would refuse. */
    public static void warn(RunConfig config, Manifest manifest) {
        List<String> differences = differences(config, manifest);
        if (!differences.isEmpty()) {
            LOG.warn("prepare: train will refuse the set: {}", message(config, differences));
        }
    }

    private static String message(RunConfig config, List<String> differences) {
        return "the settings do not fit the prepared set " + config.dataset().path() + ": "
                + String.join("; ", differences)
                + ". Change the key, or dataset.path, or prepare the set again";
    }

    /** Returns how the settings differ from the set. */
    static List<String> differences(RunConfig config, Manifest manifest) {
        List<String> differences = new ArrayList<>();
        compare(
                differences,
                "dataset.layout",
                config.dataset().layout().name(),
                manifest.contents().layout().name());
        compare(
                differences,
                "joints of dataset.layout",
                config.dataset().layout().size(),
                manifest.contents().layout().size());
        compare(
                differences,
                "dataset.dimensions",
                config.dataset().dimensions(),
                manifest.contents().dimensions());
        List<String> classes = manifest.classNames();
        compare(
                differences,
                "number of dataset.classes",
                config.dataset().classes().size(),
                classes.size());
        if (differences.isEmpty()) {
            compare(differences, "dataset.classes", config.dataset().classes(), classes);
        }
        List<String> splits = manifest.splitNames();
        for (String split : config.protocol().splits()) {
            if (!splits.contains(split)) {
                differences.add("train-split, val-split or test-split of dataset, or protocol.within, names '" + split
                        + "', the set holds " + splits);
            }
        }
        if (config.needs().imageSize()
                && manifest.contents().sized() < manifest.contents().accepted()) {
            differences.add("the transforms read the size of the image, which "
                    + (manifest.contents().accepted() - manifest.contents().sized())
                    + " clips of the set do not have");
        }
        if (config.network() instanceof RecognizerGCN) {
            joints(differences, config, manifest);
        }
        return differences;
    }

    /** Networks of joints have a fixed input; heat maps are drawn of any number of people, with scores or without. */
    private static void joints(List<String> differences, RunConfig config, Manifest manifest) {
        OptionalInt channels = manifest.channels();
        if (config.jointChannels() != 0 && channels.isPresent()) {
            compare(differences, "model.in-channels", config.jointChannels(), channels.getAsInt());
        } else if (config.jointChannels() != 0) {
            Manifest.Contents contents = manifest.contents();
            differences.add(contents.scored() + " of the " + contents.accepted() + " clips of set " + contents.name()
                    + " have keypoint scores, expected all or none: give the others scores of 1");
        }
        if (manifest.contents().maxPersons() > config.dataset().persons()
                && !config.dataset().dropsPersons()) {
            compare(
                    differences,
                    "dataset.persons (see also dataset.drop-persons)",
                    config.dataset().persons(),
                    manifest.contents().maxPersons());
        }
    }

    private static void compare(List<String> differences, String key, Object settings, Object set) {
        if (!settings.equals(set)) {
            differences.add(key + " is " + settings + " in the settings and " + set + " in the set");
        }
    }
}

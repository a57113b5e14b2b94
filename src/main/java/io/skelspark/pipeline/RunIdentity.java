package io.skelspark.pipeline;

import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.prepared.DamagedParts;
import io.skelspark.prepared.PreparedSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that decides the weights of a run, as named entries. Checkpoints carry the entries as one text, and a run
 * resumes only from a checkpoint with its own text.
 *
 * @param settings the entries that the settings alone decide
 * @param content the clips of the prepared set
 */
public record RunIdentity(List<Entry> settings, Entry content) {
    /**
     * One thing that decides the weights.
     *
     * @param key of the settings, or the name of what else it is
     * @param link stands between this entry and the one before it in the text
     * @param value the entry's text, which must not change as long as the weights do not
     */
    public record Entry(String key, String link, String value) {
        private String linked() {
            return link + value;
        }
    }

    public RunIdentity {
        settings = List.copyOf(settings);
    }

    /** Returns the identity of a run on a prepared set. */
    public static RunIdentity of(RunConfig config, PreparedSet set) {
        String source = set.manifest().origin().source().sha256();
        DamagedParts leftOut = set.leftOut();
        return new RunIdentity(
                settings(config),
                new Entry("clips", " ", leftOut.isEmpty() ? source : source + " without " + leftOut.files()));
    }

    private static List<Entry> settings(RunConfig config) {
        List<Entry> settings = new ArrayList<>();
        settings.add(new Entry("train", "", config.training().recipe().toString()));
        settings.add(new Entry("model", " of ", config.network().toString()));
        settings.add(new Entry("dataset.name", " on ", config.dataset().name()));
        String origin = config.training().initial().path();
        if (!origin.isEmpty()) {
            settings.add(new Entry("train.load-from", " from ", origin));
        }
        return settings;
    }

    /**
     * Returns the text of the settings alone. An imported checkpoint carries it: its prepared set is known only when
     * training resumes.
     */
    public static String settingsText(RunConfig config) {
        return text(settings(config));
    }

    /** Returns the text that checkpoints carry. */
    public String text() {
        return text(settings) + content.linked();
    }

    private static String text(List<Entry> entries) {
        return entries.stream().map(Entry::linked).collect(Collectors.joining());
    }

    /**
     * Checks that this run can resume from a checkpoint.
     *
     * @param runDir folder of the checkpoint, for messages
     * @throws ConfigError if the checkpoint belongs to another run, or was imported as weights without an optimiser's state
     */
    public void check(String runDir, RunProvenance checkpoint) {
        String found = checkpoint.trained().map(RunProvenance.Trained::identity).orElse("unknown");
        if (checkpoint.awaitsTraining()) {
            RunProvenance.Imported imported = checkpoint.imported().orElseThrow();
            found = imported.settings()
                            .orElseThrow(() -> new ConfigError(runDir + " holds the weights of " + imported.file()
                                    + " without an optimiser's state, expected a checkpoint of a run. Evaluate these"
                                    + " weights, or set another run-dir, or pass --fresh to replace them"))
                    + content.linked();
        }
        if (!found.equals(text())) {
            throw new ConfigError(runDir + " holds a run of other settings or another data set: found " + found
                    + ", expected " + text() + ". Set another run-dir, or pass --fresh to replace it");
        }
    }
}

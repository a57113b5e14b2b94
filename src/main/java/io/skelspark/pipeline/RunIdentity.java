package io.skelspark.pipeline;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.prepared.DamagedParts;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.train.Checkpoint;
import java.util.Map;

/**
 * What decides the weights of a run, as the text that its checkpoints carry: a run goes on only under its own recipe.
 *
 * @param settings the recipe of training, the network and the name of the data set
 * @param set SHA-256 of the data set's source, and what is left out of the set
 */
public record RunIdentity(String settings, String set) {
    private static final String KEY = "recipe";
    /** The settings under which a checkpoint was imported: its data set is known only when training goes on. */
    private static final String IMPORTED = "imported-recipe";

    private static final String ORIGIN = "imported-from";

    public static RunIdentity of(RunConfig config, PreparedSet prepared) {
        String set = prepared.manifest().source().sha256();
        DamagedParts leftOut = prepared.leftOut();
        return new RunIdentity(settings(config), leftOut.isEmpty() ? set : set + " without " + leftOut.files());
    }

    private static String settings(RunConfig config) {
        String origin = config.training().loadFrom();
        return config.training().recipe() + " of " + config.network() + " on "
                + config.dataset().name() + (origin.isEmpty() ? "" : " from " + origin);
    }

    /** What the checkpoints of a run carry. */
    public Map<String, String> entries() {
        return Map.of(KEY, text());
    }

    /** What imported weights carry that can be evaluated, but not gone on with. */
    public static Map<String, String> importedWeights(String origin) {
        return Map.of(ORIGIN, origin);
    }

    /** What an imported checkpoint carries that training can go on with under these settings. */
    public static Map<String, String> importedRun(String origin, RunConfig config) {
        return Map.of(ORIGIN, origin, IMPORTED, settings(config));
    }

    /** Whether the checkpoint was imported and has not been trained on here yet. */
    public static boolean isImported(Checkpoint checkpoint) {
        return !checkpoint.provenance().containsKey(KEY)
                && checkpoint.provenance().containsKey(ORIGIN);
    }

    /**
     * Checks that a run can resume from a checkpoint.
     *
     * @throws ConfigError if the checkpoint belongs to another recipe or is one of imported weights alone
     */
    public void check(String runDir, Checkpoint checkpoint) {
        Map<String, String> provenance = checkpoint.provenance();
        if (isImported(checkpoint) && !provenance.containsKey(IMPORTED)) {
            throw new ConfigError(runDir + " holds the weights of " + provenance.get(ORIGIN)
                    + " without an optimiser's state: found nothing to go on with, expected a checkpoint of a run."
                    + " Evaluate it, or give another run-dir, or --fresh to replace it");
        }
        String found =
                isImported(checkpoint) ? provenance.get(IMPORTED) + " " + set : provenance.getOrDefault(KEY, "unknown");
        if (!found.equals(text())) {
            throw new ConfigError(runDir + " holds a run of another recipe: found " + found + ", expected " + text()
                    + ". Give another run-dir, or --fresh to replace it");
        }
    }

    private String text() {
        return settings + " " + set;
    }
}

package io.skelspark.checkpoint;

import io.skelspark.train.Checkpoint;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The origin of a checkpoint: where its weights came from, what they were trained as, and by which program. In files it
 * is a map of texts, whose keys only this class knows.
 *
 * @param imported the file that the weights were imported from; empty if training drew or loaded them itself
 * @param trained what training here depends on; empty if imported weights have not been trained here yet
 * @param ranks what the run was last trained on; empty before the first step
 * @param config the resolved settings
 * @param codeVersion version of this program
 */
public record RunProvenance(
        Optional<Imported> imported,
        Optional<Trained> trained,
        Optional<Ranks> ranks,
        String config,
        String codeVersion) {
    private static final String IDENTITY = "recipe";
    private static final String SEED = "seed";
    private static final String RANKS = "ranks";
    private static final String DEVICE = "device";
    private static final String IMPORTED_FROM = "imported-from";
    private static final String IMPORTED_SHA256 = "imported-sha256";
    private static final String IMPORTED_IDENTITY = "imported-recipe";
    private static final String CONFIG = "config";
    private static final String CODE_VERSION = "code-version";

    /**
     * A file that was imported.
     *
     * @param file its path
     * @param sha256 of its bytes, in hexadecimal
     * @param settings text of the run identity's settings under which it was imported; empty for weights without an
     *     optimiser's state, which can be evaluated only
     */
    public record Imported(String file, String sha256, Optional<String> settings) {}

    /**
     * The start of training.
     *
     * @param identity text of the run's identity
     * @param seed of first weights, order and augmentation
     */
    public record Trained(String identity, long seed) implements Serializable {}

    /**
     * The ranks of a run.
     *
     * @param count number of ranks
     * @param device kind of device that each computes on
     */
    public record Ranks(int count, String device) {}

    /** Returns the provenance that a checkpoint carries. */
    public static RunProvenance of(Checkpoint checkpoint) {
        return of(checkpoint.provenance());
    }

    /** Returns the provenance that the texts of a file say. */
    static RunProvenance of(Map<String, String> texts) {
        return new RunProvenance(
                Optional.ofNullable(texts.get(IMPORTED_FROM))
                        .map(file -> new Imported(
                                file,
                                texts.getOrDefault(IMPORTED_SHA256, ""),
                                Optional.ofNullable(texts.get(IMPORTED_IDENTITY)))),
                Optional.ofNullable(texts.get(IDENTITY))
                        .map(identity -> new Trained(identity, Long.parseLong(texts.getOrDefault(SEED, "-1")))),
                Optional.ofNullable(texts.get(RANKS))
                        .map(count -> new Ranks(Integer.parseInt(count), texts.getOrDefault(DEVICE, ""))),
                texts.getOrDefault(CONFIG, ""),
                texts.getOrDefault(CODE_VERSION, ""));
    }

    /** Returns the provenance of imported weights. */
    public static RunProvenance of(Imported origin, String config, String codeVersion) {
        return new RunProvenance(Optional.of(origin), Optional.empty(), Optional.empty(), config, codeVersion);
    }

    /** Returns the provenance of weights that a run starts from. */
    public static RunProvenance of(Trained start, String config, String codeVersion) {
        return new RunProvenance(Optional.empty(), Optional.of(start), Optional.empty(), config, codeVersion);
    }

    /** Returns this origin with the start of training, which replaces settings and version. */
    public RunProvenance trainedAs(Trained start, String newConfig, String newCodeVersion) {
        return new RunProvenance(imported, Optional.of(start), ranks, newConfig, newCodeVersion);
    }

    /** Returns this origin with the ranks that train from here on. */
    public RunProvenance on(Ranks current) {
        return new RunProvenance(imported, trained, Optional.of(current), config, codeVersion);
    }

    /** Returns the text of the identity that the weights have, or empty for weights that were imported alone. */
    public Optional<String> identity() {
        return trained.map(Trained::identity).or(() -> imported.flatMap(Imported::settings));
    }

    /** Returns whether the weights were imported and have not been trained here yet. */
    public boolean awaitsTraining() {
        return imported.isPresent() && trained.isEmpty();
    }

    /** Returns the texts that files carry, sorted by key. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        imported.ifPresent(origin -> {
            texts.put(IMPORTED_FROM, origin.file());
            texts.put(IMPORTED_SHA256, origin.sha256());
            origin.settings().ifPresent(settings -> texts.put(IMPORTED_IDENTITY, settings));
        });
        trained.ifPresent(start -> {
            texts.put(IDENTITY, start.identity());
            texts.put(SEED, Long.toString(start.seed()));
        });
        ranks.ifPresent(last -> {
            texts.put(RANKS, Integer.toString(last.count()));
            texts.put(DEVICE, last.device());
        });
        texts.put(CONFIG, config);
        texts.put(CODE_VERSION, codeVersion);
        return texts;
    }
}

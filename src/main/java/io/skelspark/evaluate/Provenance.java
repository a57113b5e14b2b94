package io.skelspark.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The origin of the numbers in a table, enough to compute them again.
 *
 * @param config name of the configuration
 * @param dataset name of the data set
 * @param protocol who trained and who was scored, in words
 * @param samples number of scored samples
 * @param clips number of views averaged for each sample
 * @param workers number of ranks that trained
 * @param seeds the seed of each stream's training, by stream
 * @param checkpoints SHA-256 of each stream's checkpoint, by stream
 * @param codeVersion version of this program, for example a commit
 * @param cautions what a reader must know before comparing the numbers; usually empty
 */
public record Provenance(
        String config,
        String dataset,
        String protocol,
        int samples,
        int clips,
        int workers,
        Map<String, Long> seeds,
        Map<String, String> checkpoints,
        String codeVersion,
        List<String> cautions) {

    /** Copies the maps, keeping their order, and the list. */
    public Provenance {
        seeds = Collections.unmodifiableMap(new LinkedHashMap<>(seeds));
        checkpoints = Collections.unmodifiableMap(new LinkedHashMap<>(checkpoints));
        cautions = List.copyOf(cautions);
    }

    /** Returns the provenance as nested maps and lists for a JSON writer, with keys in kebab case. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("config", config);
        map.put("dataset", dataset);
        map.put("protocol", protocol);
        map.put("samples", samples);
        map.put("clips", clips);
        map.put("workers", workers);
        map.put("seeds", seeds);
        map.put("checkpoints", checkpoints);
        map.put("code-version", codeVersion);
        map.put("cautions", cautions);
        return map;
    }

    /** Returns one entry for each fact, as (name, value). */
    public List<Map.Entry<String, String>> lines() {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        cautions.forEach(caution -> lines.add(Map.entry("caution", caution)));
        lines.addAll(List.of(
                Map.entry("config", config),
                Map.entry("protocol", protocol),
                Map.entry("data", dataset + ", " + samples + " samples of " + clips + " clips"),
                Map.entry("workers", Integer.toString(workers)),
                Map.entry("seeds", joined(seeds)),
                Map.entry("checkpoints (SHA-256)", joined(checkpoints)),
                Map.entry("code", codeVersion)));
        return List.copyOf(lines);
    }

    private static String joined(Map<String, ?> byStream) {
        return String.join(
                ", ",
                byStream.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }
}

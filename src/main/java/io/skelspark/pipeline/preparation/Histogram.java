package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.Manifest;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** How often each whole number occurs. */
final class Histogram implements Serializable {
    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long total;

    void add(int number) {
        counts.merge(number, 1L, Long::sum);
        total++;
    }

    void add(Histogram other) {
        other.counts.forEach((number, count) -> counts.merge(number, count, Long::sum));
        total += other.total;
    }

    /** Returns the number of numbers below a limit. */
    long below(int limit) {
        return counts.headMap(limit).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns the number of numbers above a limit. */
    long above(int limit) {
        return counts.tailMap(limit, false).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns the smallest number, the lower median and the largest number; zeros if there is none. */
    Manifest.Spread spread() {
        if (total == 0) {
            return new Manifest.Spread(0, 0, 0);
        }
        long seen = 0;
        int median = counts.firstKey();
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            median = entry.getKey();
            seen += entry.getValue();
            if (2 * seen >= total) {
                break;
            }
        }
        return new Manifest.Spread(counts.firstKey(), median, counts.lastKey());
    }
}

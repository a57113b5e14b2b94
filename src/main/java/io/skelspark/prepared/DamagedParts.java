package io.skelspark.prepared;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/** Files of a prepared set that cannot be read, and are left out where the settings allow it. */
public record DamagedParts(List<DamagedPart> parts) implements Serializable {
    /** All files are sound. */
    public static final DamagedParts NONE = new DamagedParts(List.of());

    /**
     * One file.
     *
     * @param file its name
     * @param clips it holds by the manifest, of all splits
     * @param reason why it cannot be read
     */
    public record DamagedPart(String file, long clips, String reason) implements Serializable {}

    public DamagedParts {
        parts = List.copyOf(parts);
    }

    /** Whether all files are sound. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether that file is among them. */
    public boolean contains(String file) {
        return parts.stream().anyMatch(part -> part.file().equals(file));
    }

    /** Clips that they hold by the manifest, of all splits. */
    public long clips() {
        return parts.stream().mapToLong(DamagedPart::clips).sum();
    }

    /** The names of the files. */
    public List<String> files() {
        return parts.stream().map(DamagedPart::file).toList();
    }

    @Override
    public String toString() {
        return clips() + " clips of " + parts.size() + " damaged files: "
                + parts.stream()
                        .map(part -> part.file() + " (" + part.clips() + " clips): " + part.reason())
                        .collect(Collectors.joining("; "));
    }
}

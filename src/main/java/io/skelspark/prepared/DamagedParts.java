package io.skelspark.prepared;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a prepared set that cannot be read and are left out, if the settings allow it. */
public record DamagedParts(List<DamagedPart> parts) implements Serializable {
    /** No damaged part. */
    public static final DamagedParts NONE = new DamagedParts(List.of());

    /**
     * One damaged part.
     *
     * @param file name of the file
     * @param clips the clips of all splits that it holds by the manifest
     * @param reason the error of reading it
     */
    public record DamagedPart(String file, long clips, String reason) implements Serializable {}

    public DamagedParts {
        parts = List.copyOf(parts);
    }

    /** Returns whether all parts are sound. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Returns whether the part in that file is damaged. */
    public boolean contains(String file) {
        return parts.stream().anyMatch(part -> part.file().equals(file));
    }

    /** Returns how many clips of all splits the damaged parts hold by the manifest. */
    public long clips() {
        return parts.stream().mapToLong(DamagedPart::clips).sum();
    }

    /** Returns the names of the files. */
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

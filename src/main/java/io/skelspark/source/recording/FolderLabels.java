package io.skelspark.source.recording;

import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Labels that are names of folders: each recording lies below the folder of its class. The innermost folder that is named
 * as a class counts.
 *
 * @param classNames the names of the classes
 * @param split the split of all clips
 */
public record FolderLabels(List<String> classNames, String split) implements Labels {
    /** Copies the list. */
    public FolderLabels {
        classNames = List.copyOf(classNames);
    }

    @Override
    public List<Segment> of(String recording, Configuration hadoop) {
        List<String> names = List.of(recording.split("/"));
        String label = names.size() < 2 ? "" : names.get(names.size() - 2);
        for (String name : names) {
            if (classNames.contains(name)) {
                label = name;
            }
        }
        return List.of(Segment.whole(label, List.of(split), Collections.emptySortedMap()));
    }
}

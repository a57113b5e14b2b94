package io.skelspark.source.recording;

import io.skelspark.skeleton.Layout;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingHeader;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The checks that are the same for the recordings of all formats.
 *
 * @param layout layout of the joints in the files
 */
public record FrameCheck(Layout layout) implements Serializable {
    /** Returns the name of the layout: sources are compared by it. */
    @Override
    public String toString() {
        return layout.name();
    }

    /**
     * Checks the names that a recording gives its joints.
     *
     * @throws MalformedRecordException if they are not those of the layout
     */
    void check(RecordingHeader header) throws MalformedRecordException {
        List<String> names = header.jointNames();
        int other = names.isEmpty() ? -1 : JointNames.difference(names, layout.joints());
        if (other >= 0) {
            throw new MalformedRecordException(
                    "joint " + other,
                    other < names.size() ? "'" + names.get(other) + "'" : "none",
                    (other < layout.size() ? "'" + layout.joints().get(other) + "'" : "none") + " of layout "
                            + layout.name() + "; set dataset.layout to that of the files, or dataset.source.map");
        }
    }

    /**
     * Checks a frame.
     *
     * @throws MalformedRecordException if a person has other joints than the layout, or two people have one identity
     */
    void check(Frame frame) throws MalformedRecordException {
        Set<String> tracks = new HashSet<>();
        for (int person = 0; person < frame.people().size(); person++) {
            Detection each = frame.people().get(person);
            if (each.joints() != layout.size()) {
                throw new MalformedRecordException(
                        "joints of person " + (person + 1) + " in frame " + frame.index(),
                        each.joints() + " joints",
                        layout.size() + " of layout " + layout.name()
                                + "; set dataset.layout to that of the files, or dataset.source.map");
            }
            if (each.track() != null && !tracks.add(each.track())) {
                throw new MalformedRecordException(
                        "identity of person " + (person + 1) + " in frame " + frame.index(),
                        each.track() + " twice",
                        "each identity once in a frame; set dataset.source.people.link = distance to leave them out");
            }
        }
    }
}

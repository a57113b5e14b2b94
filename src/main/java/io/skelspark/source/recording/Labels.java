package io.skelspark.source.recording;

import io.skelspark.source.MalformedRecordException;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Where the labels of recordings come from. */
public interface Labels extends Serializable {
    /**
     * Returns the clips of a recording in the order of their first frames; none if it is not to be read.
     *
     * @param recording name of the recording: its path below that of the source, without suffix
     * @throws MalformedRecordException if the name of the recording is not as labels need it
     * @throws IOException if a file of labels cannot be read, naming it
     */
    List<Segment> of(String recording, Configuration hadoop) throws IOException, MalformedRecordException;

    /** Lists the files that the labels are in. */
    default List<String> files(Configuration hadoop) throws IOException {
        return List.of();
    }
}

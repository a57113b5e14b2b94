package io.skelspark.cluster;

import com.intel.analytics.bigdl.dllib.visualization.Summary$;
import com.intel.analytics.bigdl.dllib.visualization.tensorboard.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tensorflow.util.Event;

/**
 * Scalar curves as an event file that TensorBoard reads, written by BigDL.
 *
 * <p>On a local disk and on HDFS the curves grow as they are written. BigDL writes nowhere else, so for any other
 * storage the file is local until it is closed, and copied then.
 */
public final class TensorBoardLog implements AutoCloseable {
    private final Path target;
    private final Path written;
    private final FileSystem storage;
    private final RecordWriter writer;

    /**
     * Starts a new event file.
     *
     * @param folder a path that Hadoop understands; made if it is missing
     * @throws UncheckedIOException if the file cannot be made there
     */
    public TensorBoardLog(String folder, Configuration hadoop) {
        try {
            storage = new Path(folder).getFileSystem(hadoop);
            Path home = storage.makeQualified(new Path(folder));
            storage.mkdirs(home);
            // the name is TensorBoard's: it shows files that have tfevents in their name, in order of their time
            target = new Path(
                    home, "events.out.tfevents." + System.currentTimeMillis() / 1000 + "." + UUID.randomUUID());
            written = placeFor(target);
            writer = new RecordWriter(written, storage);
        } catch (IOException e) {
            throw new UncheckedIOException("no TensorBoard curves can be written to " + folder, e);
        }
        write(Event.newBuilder().setFileVersion("brain.Event:2"));
    }

    /** Where BigDL's writer is to write: it takes hdfs:// paths as they are and all others for local files. */
    private static Path placeFor(Path target) throws IOException {
        return switch (target.toUri().getScheme()) {
            case "hdfs" -> target;
            case "file" -> new Path(target.toUri().getPath());
            default -> new Path(Files.createTempDirectory("curves").toString(), target.getName());
        };
    }

    /** Adds a point to the curve named by the tag. */
    public void scalar(String tag, double value, long step) {
        write(Event.newBuilder().setStep(step).setSummary(Summary$.MODULE$.scalar(tag, (float) value)));
    }

    private void write(Event.Builder event) {
        writer.write(event.setWallTime(System.currentTimeMillis() / 1000.0).build());
    }

    /** @throws UncheckedIOException if the file cannot be copied to its folder; the message says where it lies */
    @Override
    public void close() {
        writer.close();
        if (written.toUri().getScheme() == null && !"file".equals(target.toUri().getScheme())) {
            try {
                storage.copyFromLocalFile(true, written, target);
                Files.deleteIfExists(java.nio.file.Path.of(written.getParent().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException("curves could not be copied from " + written + " to " + target, e);
            }
        }
    }
}

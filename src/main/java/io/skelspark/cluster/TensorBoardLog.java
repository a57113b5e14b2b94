package io.skelspark.cluster;

import com.intel.analytics.bigdl.dllib.visualization.Summary$;
import com.intel.analytics.bigdl.dllib.visualization.tensorboard.RecordWriter;
import io.skelspark.storage.FileFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tensorflow.util.Event;

/**
 * An event file with scalar curves for TensorBoard, written by BigDL.
 *
 * <p>On a local disk and on HDFS the file grows while it is written. BigDL cannot write to other storages, so there the
 * file stays on the local disk until it is closed, and is copied then.
 */
public final class TensorBoardLog implements AutoCloseable {
    private final Path target;
    private final Path written;
    private final FileSystem storage;
    private final RecordWriter writer;

    /**
     * Starts a new event file.
     *
     * @param folder a path that Hadoop understands; created if it is missing
     * @throws UncheckedIOException if the file cannot be created there
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
            throw new UncheckedIOException(
                    "cannot write TensorBoard curves to " + folder + " (" + FileFault.reason(e) + ")", e);
        }
        write(Event.newBuilder().setFileVersion("brain.Event:2"));
    }

    /** Returns the path for BigDL's writer, which takes every path without hdfs:// for a local file. */
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

    /**
     * Closes the file and copies it to its folder if it was written elsewhere.
     *
     * @throws UncheckedIOException if the file cannot be copied; the message says where it is
     */
    @Override
    public void close() {
        writer.close();
        if (written.toUri().getScheme() == null && !"file".equals(target.toUri().getScheme())) {
            try {
                storage.copyFromLocalFile(true, written, target);
                Files.deleteIfExists(java.nio.file.Path.of(written.getParent().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot copy TensorBoard curves from " + written + " to " + target + " (" + FileFault.reason(e)
                                + ")",
                        e);
            }
        }
    }
}

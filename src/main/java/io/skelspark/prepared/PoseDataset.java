package io.skelspark.prepared;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.FileFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Some clips of a prepared set, in the order of their source, for any number of threads of one process.
 *
 * <p>Opening reads the Parquet files once, without Spark, into a mapped file on the local disk; see
 * {@link MappedClips}.
 */
public final class PoseDataset implements AutoCloseable {
    private final Manifest manifest;
    private volatile @Nullable MappedClips clips;
    private final String name;

    private PoseDataset(Manifest manifest, String name, MappedClips clips) {
        this.manifest = manifest;
        this.name = name;
        this.clips = clips;
    }

    /**
     * Opens some clips of a prepared set; their mapped file lies in the folder for temporary files.
     *
     * @throws ScratchException if the mapped file cannot be written
     * @throws IOException if a part that is not left out is missing, damaged or not to be read by this user, naming it
     */
    public static PoseDataset open(PreparedSet set, Selection selection, Configuration hadoop) throws IOException {
        return open(set, selection, hadoop, Path.of(System.getProperty("java.io.tmpdir")), MappedClips.SEGMENT_BYTES);
    }

    /**
     * Opens some clips.
     *
     * @param scratch folder on a local disk with room for them; no file stays there
     */
    static PoseDataset open(PreparedSet set, Selection selection, Configuration hadoop, Path scratch, long segmentBytes)
            throws IOException {
        int expected = selection.clips();
        String name = set.folder() + " " + selection.title();
        try (MappedClips.Writer writer = new MappedClips.Writer(scratch, expected, segmentBytes)) {
            InOrder sink = new InOrder(writer, expected);
            for (PreparedPart part : set.parts(hadoop)) {
                read(part, selection, sink);
            }
            if (writer.count() < Math.max(1, expected - set.leftOut().clips())) {
                throw new IOException(name + ": " + writer.count() + " clips in the files, expected " + expected
                        + " as the manifest says; prepare the set again");
            }
            return new PoseDataset(set.manifest(), name, writer.map());
        }
    }

    private static void read(PreparedPart part, Selection selection, InOrder sink) throws IOException {
        try {
            part.read(selection, sink);
        } catch (ScratchException full) {
            throw full;
        } catch (IOException | RuntimeException damaged) {
            // Parquet reports damage by exceptions of many kinds, some without the file's name
            if (FileFault.isDenied(damaged)) {
                throw new IOException(part + ": " + FileFault.reason(damaged), damaged);
            }
            throw new IOException(
                    part + ": a file of the prepared set is missing or damaged (" + damaged.getMessage()
                            + "); prepare the set again",
                    damaged);
        }
    }

    /** Returns the number of clips. */
    public int size() {
        return clips().size();
    }

    /**
     * Returns one clip, its joints in the width of the source.
     *
     * @throws IndexOutOfBoundsException if there is no such clip
     */
    public PoseSample sample(int index) {
        return clips().clip(check(index)).sample();
    }

    /** Returns the class index of one clip, without reading the rest of it. */
    public int label(int index) {
        return clips().label(check(index));
    }

    /** Returns the identifier of one clip, without reading the rest of it. */
    public String id(int index) {
        return clips().id(check(index));
    }

    /** Returns the manifest of the whole set. */
    public Manifest manifest() {
        return manifest;
    }

    /** Releases the mapped file. */
    @Override
    public void close() {
        clips = null;
    }

    private int check(int index) {
        return Objects.checkIndex(index, size());
    }

    private MappedClips clips() {
        MappedClips open = clips;
        if (open == null) {
            throw new IllegalStateException(name + " is closed");
        }
        return open;
    }

    /** A sink that checks that each clip comes once, in the order of the source. */
    private static final class InOrder implements PreparedPart.ClipSink {
        private final MappedClips.Writer writer;
        private final int expected;
        private long last = -1;

        private InOrder(MappedClips.Writer writer, int expected) {
            this.writer = writer;
            this.expected = expected;
        }

        @Override
        public void accept(long ordinal, StoredClip clip) throws IOException {
            if (ordinal <= last) {
                throw new IOException("ordinal " + ordinal + " after " + last + ", expected ascending order");
            }
            if (writer.count() == expected) {
                throw new IOException("more clips than the " + expected + " of the manifest");
            }
            last = ordinal;
            writer.add(clip);
        }
    }
}

package io.skelspark.prepared;

import io.skelspark.skeleton.PoseSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The clips of one split of a prepared set, in the order of their source, for any number of threads of one process.
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

    /** Opens a split with its mapped file in the folder for temporary files. */
    public static PoseDataset open(String folder, String split, Configuration hadoop) throws IOException {
        return open(folder, split, hadoop, DamagedParts.NONE);
    }

    /** Opens a split without the clips of files that are known to be damaged. */
    public static PoseDataset open(String folder, String split, Configuration hadoop, DamagedParts leftOut)
            throws IOException {
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        return open(folder, split, hadoop, leftOut, scratch, MappedClips.SEGMENT_BYTES);
    }

    /**
     * Opens a split of the prepared set in a folder.
     *
     * @param scratch folder on a local disk with room for the split; no file stays there
     * @throws IOException if the set or one of its files is missing or damaged, naming it
     * @throws IllegalArgumentException if the set has no such split, naming those it has
     */
    public static PoseDataset open(String folder, String split, Configuration hadoop, Path scratch) throws IOException {
        return open(folder, split, hadoop, DamagedParts.NONE, scratch, MappedClips.SEGMENT_BYTES);
    }

    static PoseDataset open(
            String folder, String split, Configuration hadoop, DamagedParts leftOut, Path scratch, long segmentBytes)
            throws IOException {
        Manifest manifest = Manifest.read(folder, hadoop);
        int expected = Math.toIntExact(manifest.split(split).clips());
        String name = folder + " split " + split;
        try (MappedClips.Writer writer = new MappedClips.Writer(scratch, expected, segmentBytes)) {
            InOrder sink = new InOrder(writer, expected);
            for (Manifest.Part part : manifest.parts()) {
                if (leftOut.contains(part.file())) {
                    continue;
                }
                readPart(
                        new org.apache.hadoop.fs.Path(folder + "/" + manifest.clips(), part.file()),
                        part,
                        split,
                        sink,
                        hadoop);
            }
            if (writer.count() < Math.max(1, expected - leftOut.clips())) {
                throw new IOException(name + ": " + writer.count() + " clips in the files, expected " + expected
                        + " as the manifest says; prepare the set again");
            }
            return new PoseDataset(manifest, name, writer.map());
        }
    }

    private static void readPart(
            org.apache.hadoop.fs.Path file, Manifest.Part part, String split, InOrder sink, Configuration hadoop)
            throws IOException {
        long rows;
        try {
            rows = new PreparedPart(file, hadoop).read(split, sink);
        } catch (IOException | RuntimeException damaged) {
            // Parquet reports damage by exceptions of many kinds, some without the file's name
            throw new IOException(
                    file + ": a file of the prepared set is missing or damaged (" + damaged.getMessage()
                            + "); prepare the set again",
                    damaged);
        }
        if (rows != part.rows()) {
            throw new IOException(file + ": " + rows + " rows, expected " + part.rows()
                    + " as the manifest says; prepare the set again");
        }
    }

    /** The number of clips. */
    public int size() {
        return clips().size();
    }

    /** One clip, its joints in the width of the source. @throws IndexOutOfBoundsException if there is no such clip */
    public PoseSample sample(int index) {
        return clips().sample(check(index));
    }

    /** The class index of one clip, without reading the rest of it. */
    public int label(int index) {
        return clips().label(check(index));
    }

    /** The identifier of one clip, without reading the rest of it. */
    public String id(int index) {
        return clips().id(check(index));
    }

    /** What the whole set holds. */
    public Manifest manifest() {
        return manifest;
    }

    /** Lets go of the mapped file. */
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

    /** Holds the files to their promise: clips in the order of the source, each once. */
    private static final class InOrder implements PreparedPart.Sink {
        private final MappedClips.Writer writer;
        private final int expected;
        private long last = -1;

        private InOrder(MappedClips.Writer writer, int expected) {
            this.writer = writer;
            this.expected = expected;
        }

        @Override
        public void accept(long ordinal, MappedClips.Clip clip) throws IOException {
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

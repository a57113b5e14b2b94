package io.skelspark.prepared;

import io.skelspark.protocol.ClipList;
import io.skelspark.protocol.ListedClip;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A prepared set: its folder, what its manifest says, and the damaged parts that readers leave out. It is read once in the
 * driver and goes to all ranks and tasks, so that they agree on the set.
 *
 * @param folder the folder of the set, on any file system that Hadoop knows
 * @param leftOut damaged parts; none unless {@link #without} was called
 */
public record PreparedSet(String folder, Manifest manifest, DamagedParts leftOut) implements Serializable {

    /**
     * Reads the set in a folder.
     *
     * @throws IOException if there is none, or its manifest is damaged or of another format version, naming the file
     */
    public static PreparedSet read(String folder, Configuration hadoop) throws IOException {
        return new PreparedSet(folder, Manifest.read(new Folder(folder, hadoop)), DamagedParts.NONE);
    }

    /** Returns whether the folder holds a finished set: one with a manifest. */
    public static boolean exists(String folder, Configuration hadoop) throws IOException {
        return new Folder(folder, hadoop).holds(Manifest.FILE);
    }

    /** Returns this set without its damaged parts. */
    public PreparedSet without(DamagedParts damaged) {
        return new PreparedSet(folder, manifest, damaged);
    }

    /** Returns the digest of all clips; equal sets have the same, in however many files and wherever they lie. */
    public String digest() {
        return manifest.contents().digest();
    }

    /** Returns the folder of the parts. */
    public String clipsFolder() {
        return folder + "/" + manifest.files().clipsFolder();
    }

    /** Returns the parts that readers read, in the order of the source. */
    public List<PreparedPart> parts(Configuration hadoop) {
        return manifest.files().parts().stream()
                .filter(part -> !leftOut.contains(part.file()))
                .map(part -> part(part, hadoop))
                .toList();
    }

    /**
     * Returns the clips of a split as a selection.
     *
     * @throws IllegalArgumentException if the set has no such split, naming those it has
     */
    public Selection split(String split) {
        return new Selection.OfSplit(
                split, Math.toIntExact(manifest.split(split).clips()));
    }

    /**
     * Reads what protocols divide clips by: a small table, without joints.
     *
     * @throws IOException if a part cannot be read
     */
    public ClipList clips(Configuration hadoop) throws IOException {
        List<ListedClip> clips = new ArrayList<>();
        for (PreparedPart part : parts(hadoop)) {
            clips.addAll(part.listed());
        }
        return new ClipList(manifest.contents().name(), manifest.classNames(), clips);
    }

    /** Returns the reader of one part. */
    public PreparedPart part(Manifest.Part part, Configuration hadoop) {
        return new PreparedPart(path(part), part, hadoop);
    }

    /** Returns the clips as a table of Spark, which reports damaged pages. */
    public Dataset<Row> table(SparkSession spark) {
        String[] files = manifest.files().parts().stream()
                .filter(part -> !leftOut.contains(part.file()))
                .map(part -> path(part).toString())
                .toArray(String[]::new);
        return spark.read()
                .schema(StoredClip.SCHEMA)
                .option("parquet.page.verify-checksum.enabled", true)
                .parquet(files);
    }

    private Path path(Manifest.Part part) {
        return new Path(clipsFolder(), part.file());
    }
}

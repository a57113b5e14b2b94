package io.skelspark.pipeline.preparation;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedPart;
import io.skelspark.prepared.PreparedSchema;
import io.skelspark.prepared.VolumeManifest;
import io.skelspark.prepared.VolumeSchema;
import io.skelspark.storage.CodeVersion;
import io.skelspark.storage.Existing;
import io.skelspark.transform.Pipeline;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the heat map volumes of a prepared set as a table: of each clip the one that {@code pipeline.val} makes, without
 * its zeros. The table is there when its manifest is, which is written last.
 */
public final class PrepareVolumes {
    private static final Logger LOG = LoggerFactory.getLogger(PrepareVolumes.class);
    /** Clips that the size is estimated from. */
    private static final int SAMPLE = 32;

    private final SparkSession spark;
    private final RunConfig config;
    private final Existing existing;
    private final String folder;
    private final String stream;
    private final PhaseTimer phases;

    private PrepareVolumes(SparkSession spark, RunConfig config, Existing existing) {
        this.spark = spark;
        this.config = config;
        this.existing = existing;
        folder = config.dataset().path();
        stream = config.feature().title();
        phases = new PhaseTimer(
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                "prepare",
                config.dataset().name() + " " + stream + " volumes");
    }

    /**
     * Writes the volumes of the settings' stream, unless they are there already.
     *
     * @throws PrepareException if other volumes are there that are not to be replaced, or the job fails
     * @throws IOException if there is no prepared set, or a file cannot be written
     */
    public static VolumeManifest run(SparkSession spark, RunConfig config, Existing existing) throws IOException {
        return new PrepareVolumes(spark, config, existing).run();
    }

    private VolumeManifest run() throws IOException {
        Manifest set = Manifest.read(folder, hadoop());
        Optional<VolumeManifest> before = VolumeManifest.read(folder, stream, hadoop());
        removeLeftOvers(before.map(VolumeManifest::volumes).orElse(""));
        if (before.isPresent() && isUpToDate(before.get(), set)) {
            LOG.info(
                    "prepare: {}/{} is up to date: nothing to do",
                    folder,
                    before.get().volumes());
            return before.get();
        }
        String table = kind() + "-" + FolderStamp.now();
        VolumeManifest written;
        try {
            LOG.info(phases.run("estimate their size", () -> estimate(set)));
            written = phases.time("draw and write them", () -> write(set, table));
        } catch (IOException failed) {
            delete(table);
            throw failed;
        } catch (RuntimeException failed) {
            delete(table);
            throw new PrepareException(
                    "writing the " + stream + " volumes of " + folder + " failed, what was there before stays: "
                            + ExceptionUtils.getRootCause(failed).getMessage(),
                    failed);
        }
        if (before.isPresent()) {
            delete(before.get().volumes());
        }
        return written;
    }

    /** Volumes of an older set are replaced without being asked: nothing refers to that set any more. */
    private boolean isUpToDate(VolumeManifest before, Manifest set) throws IOException {
        if (existing == Existing.OVERWRITE || !before.set().equals(set.clips())) {
            return false;
        }
        if (!before.pipeline().equals(pipeline().toString())) {
            throw new PrepareException(folder + "/" + before.volumes()
                    + " holds volumes of another pipeline; they stay as" + " they are. Ask to overwrite them. Found "
                    + before.pipeline() + ", expected " + pipeline());
        }
        return before.isComplete(folder, hadoop());
    }

    /** Says how large the table will be, from clips spread evenly over the set. */
    private String estimate(Manifest set) {
        double fraction = Math.min(1, 2.0 * SAMPLE / Math.max(1, set.accepted()));
        List<Row> sample = clips(set).sample(fraction, 0).limit(SAMPLE).collectAsList();
        if (sample.isEmpty()) {
            sample = clips(set).limit(1).collectAsList();
        }
        Iterator<Row> volumes = new VolumeRows(pipeline(), sample.iterator());
        long bytes = 0;
        long dense = 0;
        while (volumes.hasNext()) {
            Row volume = volumes.next();
            bytes += deflated(volume, VolumeSchema.RUNS) + deflated(volume, VolumeSchema.VALUES);
            dense += dense(volume);
        }
        return String.format(
                Locale.ROOT,
                "prepare: %s volumes of %d clips: about %d bytes a clip, %s in all (%.2f %% of %s as dense float32)",
                stream,
                set.accepted(),
                bytes / sample.size(),
                size((double) bytes / sample.size() * set.accepted()),
                100.0 * bytes / dense,
                size((double) dense / sample.size() * set.accepted()));
    }

    private static long dense(Row volume) {
        int[] shape = volume.getAs(VolumeSchema.VOLUMES.fieldIndex(VolumeSchema.SHAPE)); // not encoded by Spark yet
        return Arrays.stream(shape).asLongStream().reduce(Float.BYTES, (a, b) -> a * b);
    }

    /** Bytes as the table's codec leaves them. */
    private static long deflated(Row volume, String column) {
        byte[] bytes = volume.getAs(VolumeSchema.VOLUMES.fieldIndex(column));
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] output = new byte[1 << 16];
            while (!deflater.finished()) {
                deflater.deflate(output);
            }
            return deflater.getBytesWritten();
        } finally {
            deflater.end();
        }
    }

    private VolumeManifest write(Manifest set, String table) throws IOException {
        Pipeline pipeline = pipeline();
        int parts = set.parts().size();
        JavaRDD<Row> volumes = clips(set)
                .repartitionByRange(parts, new Column(PreparedSchema.ORDINAL))
                .sortWithinPartitions(PreparedSchema.ORDINAL)
                .javaRDD()
                .mapPartitions(rows -> new VolumeRows(pipeline, rows));
        spark.createDataFrame(volumes, VolumeSchema.VOLUMES)
                .write()
                .option("compression", "gzip")
                .option("parquet.block.size", PrepareTables.ROW_GROUP_BYTES)
                .parquet(folder + "/" + table);
        List<Manifest.Part> files = PreparedPart.list(new Path(folder, table), hadoop());
        long bytes = files.stream().mapToLong(Manifest.Part::bytes).sum();
        long clips = files.stream().mapToLong(Manifest.Part::rows).sum();
        Row first = spark.read()
                .schema(VolumeSchema.VOLUMES)
                .parquet(folder + "/" + table)
                .first();
        VolumeManifest manifest = new VolumeManifest(
                stream,
                set.clips(),
                pipeline.toString(),
                table,
                clips,
                first.getList(first.fieldIndex(VolumeSchema.SHAPE)),
                bytes,
                CodeVersion.text(),
                files);
        manifest.write(folder, hadoop());
        LOG.info(
                "prepare: {} volumes of {} clips in {}/{}: {}, {} bytes a clip",
                stream,
                clips,
                folder,
                table,
                size((double) bytes),
                bytes / Math.max(1, clips));
        return manifest;
    }

    /** Removes tables of this stream that runs have left which were killed before they wrote the manifest. */
    private void removeLeftOvers(String finished) throws IOException {
        Path path = new Path(folder);
        for (FileStatus entry : path.getFileSystem(hadoop()).listStatus(path)) {
            String name = entry.getPath().getName();
            if (!name.equals(finished) && FolderStamp.isLeftOver(name, kind())) {
                delete(name);
            }
        }
    }

    private String kind() {
        return "volumes-" + stream;
    }

    private Dataset<Row> clips(Manifest set) {
        return spark.read().schema(PreparedSchema.CLIPS).parquet(folder + "/" + set.clips());
    }

    private Pipeline pipeline() {
        return config.pipelines().val();
    }

    private void delete(String table) throws IOException {
        Path path = new Path(folder, table);
        path.getFileSystem(hadoop()).delete(path, true);
    }

    private Configuration hadoop() {
        return spark.sparkContext().hadoopConfiguration();
    }

    private static String size(double bytes) {
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}

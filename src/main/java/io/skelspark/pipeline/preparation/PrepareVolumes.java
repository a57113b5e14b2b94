package io.skelspark.pipeline.preparation;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.DamageCheck;
import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.prepared.ParquetFile;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.StoredClip;
import io.skelspark.prepared.VolumeManifest;
import io.skelspark.prepared.VolumeSchema;
import io.skelspark.storage.CodeVersion;
import io.skelspark.storage.Existing;
import io.skelspark.storage.Folder;
import io.skelspark.transform.Pipeline;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that writes the heat-map volumes of a prepared set as a table: for each clip the volume that {@code pipeline.val}
 * makes, without its zeros. The manifest is written last; the table exists if its manifest does.
 */
public final class PrepareVolumes {
    private static final Logger LOG = LoggerFactory.getLogger(PrepareVolumes.class);
    /** The number of clips from which the size is estimated. */
    private static final int SAMPLE = 32;

    private final SparkSession spark;
    private final RunConfig config;
    private final Existing existing;
    private final Folder folder;
    private final String stream;
    private final PhaseTimer phases;

    private PrepareVolumes(SparkSession spark, RunConfig config, Existing existing) {
        this.spark = spark;
        this.config = config;
        this.existing = existing;
        folder = new Folder(config.dataset().path(), spark.sparkContext().hadoopConfiguration());
        stream = config.feature().key();
        phases = new PhaseTimer(
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                "prepare",
                config.dataset().name() + " " + stream + " volumes");
    }

    /**
     * Writes the volumes of the settings' stream, unless they exist already.
     *
     * @throws PrepareException if there are volumes of another pipeline that must stay, or the job fails
     * @throws IOException if there is no prepared set, or a file cannot be written
     */
    public static VolumeManifest run(SparkSession spark, RunConfig config, Existing existing) throws IOException {
        return new PrepareVolumes(spark, config, existing).run();
    }

    private VolumeManifest run() throws IOException {
        PreparedSet whole = PreparedSet.read(folder.toString(), folder.hadoop());
        Optional<VolumeManifest> before = VolumeManifest.read(folder, stream);
        removeLeftOvers(before.map(VolumeManifest::volumes).orElse(""));
        if (before.isPresent() && isUpToDate(before.get(), whole)) {
            LOG.info(
                    "prepare: {}/{} is up to date: nothing to do",
                    folder,
                    before.get().volumes());
            return before.get();
        }
        PreparedSet set = phases.run(
                DamageCheck.PHASE,
                () -> DamageCheck.run(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()), config.dataset(), whole));
        String table = kind() + "-" + FolderStamp.now();
        VolumeManifest written;
        try {
            LOG.info(phases.run("estimate their size", () -> estimate(set)));
            written = phases.time("draw and write them", () -> write(set, table));
        } catch (IOException failed) {
            folder.delete(table);
            throw failed;
        } catch (RuntimeException failed) {
            folder.delete(table);
            throw new PrepareException(
                    "writing the " + stream + " volumes of " + folder + " failed; older volumes are unchanged: "
                            + ExceptionUtils.getRootCause(failed).getMessage(),
                    failed);
        }
        if (before.isPresent()) {
            folder.delete(before.get().volumes());
        }
        return written;
    }

    /** Volumes of an older set are always replaced: nothing refers to that set any more. */
    private boolean isUpToDate(VolumeManifest before, PreparedSet set) throws IOException {
        if (existing == Existing.OVERWRITE
                || !before.set().equals(set.manifest().files().clipsFolder())) {
            return false;
        }
        if (!before.pipeline().equals(pipeline().toString())) {
            throw Existing.refusal(
                    folder + "/" + before.volumes(),
                    "holds volumes of another pipeline, which are left unchanged (found " + before.pipeline()
                            + ", expected " + pipeline() + ")");
        }
        return before.isComplete(folder);
    }

    /** Estimates the size of the table from clips spread evenly over the set, as text. */
    private String estimate(PreparedSet set) {
        long clips = set.manifest().contents().accepted();
        Dataset<Row> table = set.table(spark);
        double fraction = Math.min(1, 2.0 * SAMPLE / Math.max(1, clips));
        List<Row> sample = table.sample(fraction, 0).limit(SAMPLE).collectAsList();
        if (sample.isEmpty()) {
            sample = table.limit(1).collectAsList();
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
                clips,
                bytes / sample.size(),
                size((double) bytes / sample.size() * clips),
                100.0 * bytes / dense,
                size((double) dense / sample.size() * clips));
    }

    private static long dense(Row volume) {
        int[] shape = volume.getAs(VolumeSchema.VOLUMES.fieldIndex(VolumeSchema.SHAPE)); // not encoded by Spark yet
        return Arrays.stream(shape).asLongStream().reduce(Float.BYTES, (a, b) -> a * b);
    }

    /** Returns the compressed size of a column's bytes. */
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

    private VolumeManifest write(PreparedSet set, String table) throws IOException {
        Pipeline pipeline = pipeline();
        int parts = set.manifest().files().parts().size();
        JavaRDD<Row> volumes = set.table(spark)
                .repartitionByRange(parts, new Column(StoredClip.ORDINAL))
                .sortWithinPartitions(StoredClip.ORDINAL)
                .javaRDD()
                .mapPartitions(rows -> new VolumeRows(pipeline, rows));
        spark.createDataFrame(volumes, VolumeSchema.VOLUMES)
                .write()
                .option("compression", "gzip")
                .option("parquet.block.size", PrepareTables.ROW_GROUP_BYTES)
                .parquet(folder + "/" + table);
        List<ParquetFile> files = ParquetFile.list(new Folder(folder.entry(table), folder.hadoop()));
        long bytes = files.stream().mapToLong(ParquetFile::bytes).sum();
        long clips = files.stream().mapToLong(ParquetFile::rows).sum();
        Row first = spark.read()
                .schema(VolumeSchema.VOLUMES)
                .parquet(folder + "/" + table)
                .first();
        VolumeManifest manifest = new VolumeManifest(
                stream,
                set.manifest().files().clipsFolder(),
                pipeline.toString(),
                table,
                clips,
                first.getList(first.fieldIndex(VolumeSchema.SHAPE)),
                bytes,
                CodeVersion.text(),
                files);
        manifest.write(folder);
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

    /** Removes tables of this stream whose jobs were killed before they wrote the manifest. */
    private void removeLeftOvers(String finished) throws IOException {
        for (FileStatus entry : folder.list()) {
            String name = entry.getPath().getName();
            if (!name.equals(finished) && FolderStamp.isLeftOver(name, kind())) {
                folder.delete(name);
            }
        }
    }

    private String kind() {
        return "volumes-" + stream;
    }

    private Pipeline pipeline() {
        return config.pipelines().val();
    }

    private static String size(double bytes) {
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}

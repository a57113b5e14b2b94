package io.skelspark.pipeline.preparation;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.ParquetFile;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.prepared.PreparedPart;
import io.skelspark.prepared.RejectedRecords;
import io.skelspark.prepared.StoredClip;
import io.skelspark.storage.Folder;
import io.skelspark.storage.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** The tables that {@link Prepare} writes, in order. Clips pass through Spark row by row and lie on disk in between. */
final class PrepareTables {
    static final String RECORDS = "records";
    static final String REJECTED = "rejected";
    static final String CLIPS = "clips";
    static final String EQUAL = "equal-clips";

    /** The limit on what a writer or reader holds in memory. */
    static final int ROW_GROUP_BYTES = 32 << 20;

    private static final int WORST_REASONS = 10;

    private final SparkSession session;
    private final PrepareSettings settings;
    private final SetWriter folder;

    PrepareTables(SparkSession session, PrepareSettings settings, SetWriter folder) {
        this.session = session;
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * All records, the rejected ones with the worst reasons first, what the rules of the source left out, and the
     * damaged files.
     */
    record RecordCounts(
            long records,
            long rejected,
            List<Manifest.Reason> reasons,
            List<Manifest.Reason> omissions,
            List<Manifest.Reason> losses) {
        long accepted() {
            return records - rejected;
        }
    }

    /** The counts over all clips of the set. */
    record ClipCounts(
            int maxPersons, long scored, List<Manifest.ClassCount> classes, List<Manifest.SplitCount> splits) {}

    /** Reads the source once: each record becomes a row, with its clip or with the reason of its rejection. */
    String readSource(List<String> files, int slices) {
        List<Tuple2<Integer, String>> numbered = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            numbered.add(new Tuple2<>(i, files.get(i)));
        }
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JavaRDD<Row> rows = spark.parallelize(numbered, slices)
                .mapPartitions(
                        new ReadSource(settings.source(), settings.rules().validator(), spark.hadoopConfiguration()));
        write(session.createDataFrame(rows, ReadSource.SCHEMA), RECORDS);
        return folder.table(RECORDS);
    }

    /**
     * Writes the table of rejected records: those with something wrong, and all but the first of equal ids. The table
     * also lists what the source left out.
     */
    RecordCounts reject() {
        Dataset<Row> records = read(RECORDS, ReadSource.SCHEMA);
        Dataset<Row> rejected = records.filter(col("field").isNotNull())
                .select(columns(RejectedRecords.SCHEMA))
                .unionByName(duplicates(records));
        write(rejected.coalesce(1).sortWithinPartitions(StoredClip.ORDINAL), REJECTED);
        Dataset<Row> written = read(REJECTED, RejectedRecords.SCHEMA);
        Dataset<Row> omissions = written.filter(col(RejectedRecords.KIND).equalTo(RejectedRecords.OMISSION));
        Dataset<Row> rejections = written.filter(col(RejectedRecords.KIND).equalTo(RejectedRecords.REJECTION));
        Dataset<Row> losses = written.filter(col(RejectedRecords.KIND).equalTo(RejectedRecords.LOSS));
        return new RecordCounts(
                records.count() - omissions.count() - losses.count(),
                rejections.count(),
                reasons(rejections),
                reasons(omissions),
                reasons(losses));
    }

    private static Dataset<Row> duplicates(Dataset<Row> records) {
        Dataset<Row> clips = records.filter(col("field").isNull()).select(StoredClip.ORDINAL, "file", "id");
        Dataset<Row> repeated = clips.groupBy("id")
                .agg(
                        min(struct(StoredClip.ORDINAL, "file")).as("first"),
                        count(lit(1)).as("uses"))
                .filter(col("uses").gt(1));
        return clips.join(repeated, "id")
                .filter(col(StoredClip.ORDINAL).gt(col("first." + StoredClip.ORDINAL)))
                .select(
                        col(StoredClip.ORDINAL),
                        col("file"),
                        col("id"),
                        lit("id").as("field"),
                        concat(lit("an id used before, in "), col("first.file")).as("found"),
                        lit("an id that no other record has").as("expected"),
                        lit(RejectedRecords.REJECTION).as(RejectedRecords.KIND));
    }

    private static List<Manifest.Reason> reasons(Dataset<Row> rejected) {
        List<Row> rows = rejected.groupBy("field", "expected")
                .agg(
                        count(lit(1)).as("records"),
                        min(struct(StoredClip.ORDINAL, "id", "found")).as("example"))
                .orderBy(desc("records"), col("field"), col("expected"))
                .limit(WORST_REASONS)
                .select("field", "expected", "records", "example.id", "example.found")
                .collectAsList();
        return rows.stream()
                .map(row -> new Manifest.Reason(
                        row.getString(0), row.getString(1), row.getLong(2), row.getString(3), row.getString(4)))
                .toList();
    }

    /** Writes the remaining clips; the files by name, and the rows in them, are in the order of the source. */
    String sort(RecordCounts records) {
        Dataset<Row> clips =
                read(RECORDS, ReadSource.SCHEMA).filter(col("field").isNull()).select(columns(StoredClip.SCHEMA));
        if (records.rejected() > 0) {
            Dataset<Row> rejected = read(REJECTED, RejectedRecords.SCHEMA).select(StoredClip.ORDINAL);
            clips = clips.join(
                    rejected, clips.col(StoredClip.ORDINAL).equalTo(rejected.col(StoredClip.ORDINAL)), "left_anti");
        }
        Dataset<Row> sorted = clips.repartitionByRange(settings.output().partitions(), col(StoredClip.ORDINAL))
                .sortWithinPartitions(StoredClip.ORDINAL);
        write(sorted, CLIPS);
        return folder.table(CLIPS);
    }

    /** Counts what was written, by split and class. */
    ClipCounts counts() {
        Dataset<Row> clips = read(CLIPS, StoredClip.SCHEMA);
        long[] perClass = new long[settings.rules().classNames().size()];
        int maxPersons = 0;
        long scored = 0;
        Column persons = element_at(col(StoredClip.KEYPOINT_SHAPE), 1);
        for (Row row : clips.groupBy(StoredClip.LABEL)
                .agg(count(lit(1)), max(persons), count(col(StoredClip.KEYPOINT_SCORE)))
                .collectAsList()) {
            perClass[row.getInt(0)] = row.getLong(1);
            maxPersons = Math.max(maxPersons, row.getInt(2));
            scored += row.getLong(3);
        }
        List<Manifest.ClassCount> classes = new ArrayList<>();
        for (int i = 0; i < perClass.length; i++) {
            classes.add(new Manifest.ClassCount(settings.rules().classNames().get(i), perClass[i]));
        }
        return new ClipCounts(maxPersons, scored, classes, countSplits(clips));
    }

    private List<Manifest.SplitCount> countSplits(Dataset<Row> clips) {
        List<Row> rows = clips.select(
                        explode(array_distinct(col(StoredClip.SPLITS))).as("split"), col(StoredClip.LABEL))
                .groupBy("split", StoredClip.LABEL)
                .count()
                .collectAsList();
        List<Manifest.SplitCount> splits = new ArrayList<>();
        for (String split : settings.rules().splits()) {
            List<Long> perClass = new ArrayList<>(
                    Collections.nCopies(settings.rules().classNames().size(), 0L));
            for (Row row : rows) {
                if (row.getString(0).equals(split)) {
                    perClass.set(row.getInt(1), row.getLong(2));
                }
            }
            long clipsOfSplit = perClass.stream().mapToLong(Long::longValue).sum();
            splits.add(new Manifest.SplitCount(split, clipsOfSplit, perClass));
        }
        return splits;
    }

    /** Finds equal clips, and lists them in a table of comma-separated values if there are any. */
    EqualClips equal() {
        EqualClips equal = EqualClips.in(read(CLIPS, StoredClip.SCHEMA));
        if (equal.clips() > 0) {
            session.createDataFrame(equal.rows(), EqualClips.SCHEMA)
                    .coalesce(1)
                    .write()
                    .option("header", true)
                    .csv(folder.table(EQUAL));
        }
        return equal;
    }

    /** The files of the clips, in the order of the source, and the digest of all clips. */
    record Parts(List<Manifest.Part> parts, String digest) {}

    /** Reads back what was written, for the digests. */
    Parts parts() throws IOException {
        Folder clips = new Folder(folder.table(CLIPS), session.sparkContext().hadoopConfiguration());
        List<ParquetFile> files = ParquetFile.list(clips);
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        SerializableConfiguration hadoop = new SerializableConfiguration(clips.hadoop());
        List<String> paths =
                files.stream().map(file -> clips.entry(file.file()).toString()).toList();
        List<byte[]> digests = spark.parallelize(paths, paths.size())
                .map(path -> PreparedPart.digests(new Path(path), hadoop.value()))
                .collect();
        Sha256 all = new Sha256();
        List<Manifest.Part> parts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ParquetFile file = files.get(i);
            parts.add(new Manifest.Part(file.file(), file.rows(), file.bytes(), Sha256.of(digests.get(i))));
            all.add(digests.get(i));
        }
        return new Parts(parts, all.hex());
    }

    private Dataset<Row> read(String table, StructType schema) {
        return session.read().schema(schema).parquet(folder.table(table));
    }

    private void write(Dataset<Row> rows, String table) {
        DataFrameWriter<Row> writer = rows.write().option("parquet.block.size", ROW_GROUP_BYTES);
        writer.parquet(folder.table(table));
    }

    private static Column[] columns(StructType schema) {
        return Arrays.stream(schema.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    }
}

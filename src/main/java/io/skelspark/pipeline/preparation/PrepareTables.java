package io.skelspark.pipeline.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.skelspark.pipeline.EqualClips;
import io.skelspark.prepared.ClipRules;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.ParquetFile;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.prepared.PreparedPart;
import io.skelspark.prepared.RejectedRecords;
import io.skelspark.prepared.StoredClip;
import io.skelspark.storage.Folder;
import io.skelspark.storage.Sha256;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
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
    /** The folder of what is known of rejected records. */
    static final String REJECTED = "rejected";

    static final String REJECTED_TABLE = REJECTED + "/table";
    private static final String REJECTED_LIST = REJECTED + "/rejected.csv";
    static final String CLIPS = "clips";

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
     * All records, the rejected ones with the worst reasons first, what the rules of the source left out and changed, and
     * the damaged files, and whether the labels seem to start at 1.
     */
    record RecordCounts(
            long records,
            long rejected,
            List<Manifest.Reason> reasons,
            List<Manifest.Reason> omissions,
            List<Manifest.Reason> adjustments,
            List<Manifest.Reason> losses,
            boolean labelsFromOne) {
        long accepted() {
            return records - rejected;
        }
    }

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
        write(rejected.coalesce(1).sortWithinPartitions(StoredClip.ORDINAL), REJECTED_TABLE);
        Dataset<Row> written = read(REJECTED_TABLE, RejectedRecords.SCHEMA);
        list(written);
        Dataset<Row> omissions = ofKind(written, RejectedRecords.OMISSION);
        Dataset<Row> adjustments = ofKind(written, RejectedRecords.ADJUSTMENT);
        Dataset<Row> rejections = ofKind(written, RejectedRecords.REJECTION);
        Dataset<Row> losses = ofKind(written, RejectedRecords.LOSS);
        return new RecordCounts(
                records.count() - omissions.count() - adjustments.count() - losses.count(),
                rejections.count(),
                reasons(rejections),
                reasons(omissions),
                reasons(adjustments),
                reasons(losses),
                labelsFromOne(records, rejections));
    }

    private static Dataset<Row> ofKind(Dataset<Row> rows, String kind) {
        return rows.filter(col(RejectedRecords.KIND).equalTo(kind));
    }

    private boolean labelsFromOne(Dataset<Row> records, Dataset<Row> rejections) {
        Dataset<Row> labels = rejections.filter(col(RejectedRecords.FIELD).equalTo(StoredClip.LABEL));
        String oneTooFar = Integer.toString(settings.rules().classNames().size());
        return !labels.isEmpty()
                && labels.filter(col(RejectedRecords.FOUND).notEqual(oneTooFar)).isEmpty()
                && records.filter(col(StoredClip.LABEL).equalTo(0)).isEmpty();
    }

    /** Lists the rejected records as comma-separated values too; a task writes them, since they may be many. */
    private void list(Dataset<Row> rejected) {
        String file = folder.table(REJECTED_LIST);
        SerializableConfiguration hadoop = new SerializableConfiguration(hadoop());
        rejected.coalesce(1)
                .sortWithinPartitions(StoredClip.ORDINAL)
                .toJavaRDD()
                .foreachPartition(rows -> RejectedRecords.writeCsv(rows, new Path(file), hadoop.value()));
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
                        min(struct(StoredClip.ORDINAL, "id", "file", "found")).as("example"))
                .orderBy(desc("records"), col("field"), col("expected"))
                .limit(WORST_REASONS)
                .select(
                        "field",
                        "expected",
                        "records",
                        "example.id",
                        "example.file",
                        "example.ordinal",
                        "example.found")
                .collectAsList();
        return rows.stream()
                .map(row -> new Manifest.Reason(
                        row.getString(0),
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        place(row.getString(4), row.getLong(5)),
                        row.getString(6)))
                .toList();
    }

    /** Returns the place of a record: its file, and its number in it from 1. */
    static String place(String file, long ordinal) {
        return file + ", record " + (ReadSource.record(ordinal) + 1);
    }

    /** Writes the remaining clips; the files by name, and the rows in them, are in the order of the source. */
    String sort(RecordCounts records) {
        Dataset<Row> clips =
                read(RECORDS, ReadSource.SCHEMA).filter(col("field").isNull()).select(columns(StoredClip.SCHEMA));
        if (records.rejected() > 0) {
            Dataset<Row> rejected = read(REJECTED_TABLE, RejectedRecords.SCHEMA).select(StoredClip.ORDINAL);
            clips = clips.join(
                    rejected, clips.col(StoredClip.ORDINAL).equalTo(rejected.col(StoredClip.ORDINAL)), "left_anti");
        }
        Dataset<Row> sorted = clips.repartitionByRange(settings.output().partitions(), col(StoredClip.ORDINAL))
                .sortWithinPartitions(StoredClip.ORDINAL);
        write(sorted, CLIPS);
        return folder.table(CLIPS);
    }

    /** Finds equal clips, and lists them as comma-separated values if there are any. */
    EqualClips equal() throws IOException {
        EqualClips equal = EqualClips.in(read(CLIPS, StoredClip.SCHEMA));
        if (equal.clips() > 0) {
            new Folder(folder.table(""), hadoop())
                    .write(EqualClips.FILE, equal.csv().getBytes(StandardCharsets.UTF_8));
        }
        return equal;
    }

    /** The files of the clips, in the order of the source, the digest of all clips, and their survey. */
    record Written(List<Manifest.Part> parts, String digest, SetSurvey survey) {}

    /** The digests of the clips of one file, and their survey. */
    private record PartSurvey(byte[] digests, SetSurvey survey) implements Serializable {
        private static PartSurvey of(Path file, ClipRules rules, Configuration hadoop) throws IOException {
            SetSurvey survey = new SetSurvey(rules);
            return new PartSurvey(
                    PreparedPart.digests(
                            file, hadoop, (ordinal, clip, splits) -> survey.add(ordinal, clip.sample(), splits)),
                    survey);
        }
    }

    /** Reads back what was written, once: for the digests, and to count. */
    Written written() throws IOException {
        Folder clips = new Folder(folder.table(CLIPS), hadoop());
        List<ParquetFile> files = ParquetFile.list(clips);
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        SerializableConfiguration hadoop = new SerializableConfiguration(clips.hadoop());
        List<String> paths =
                files.stream().map(file -> clips.entry(file.file()).toString()).toList();
        ClipRules rules = settings.rules();
        List<PartSurvey> surveys = spark.parallelize(paths, paths.size())
                .map(path -> PartSurvey.of(new Path(path), rules, hadoop.value()))
                .collect();
        SetSurvey survey = new SetSurvey(rules);
        Sha256 all = new Sha256();
        List<Manifest.Part> parts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ParquetFile file = files.get(i);
            byte[] digests = surveys.get(i).digests();
            parts.add(new Manifest.Part(file.file(), file.rows(), file.bytes(), Sha256.of(digests)));
            all.add(digests);
            survey.add(surveys.get(i).survey());
        }
        return new Written(parts, all.hex(), survey);
    }

    private Configuration hadoop() {
        return session.sparkContext().hadoopConfiguration();
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

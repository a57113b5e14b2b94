package io.skelspark.pipeline.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.AccuracyTable;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.evaluate.Provenance;
import io.skelspark.evaluate.Published;
import io.skelspark.evaluate.Scores;
import io.skelspark.pipeline.DamageCheck;
import io.skelspark.pipeline.ManifestCheck;
import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.prepared.DamagedParts;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.storage.CodeVersion;
import io.skelspark.train.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The stage that scores the test split with every trained stream, fuses the streams by sample id and writes the
 * accuracy tables.
 */
public final class Evaluate {
    private final List<RunConfig> streams;
    private final RunConfig config;
    private final SparkSession spark;
    private final JavaSparkContext context;
    private final RunFolder report;
    private final PhaseTimer phases;
    private final Map<String, Long> seeds = new LinkedHashMap<>();
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private PreparedSet set;
    private int workers;

    private Evaluate(SparkSession spark, List<RunConfig> streams) throws IOException {
        this.spark = spark;
        this.streams = streams;
        config = streams.get(0);
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        phases = new PhaseTimer(context, "evaluate", config.name());
        report = new RunFolder(config.reportDir(), spark.sparkContext().hadoopConfiguration());
        set = PreparedSet.read(config.dataset().path(), spark.sparkContext().hadoopConfiguration());
    }

    /**
     * Evaluates a run.
     *
     * @param streams the settings for each stream, of one prepared set
     * @return the table as text, with the folder of the report
     * @throws ConfigError if a stream has no checkpoint yet, or the settings do not fit the prepared set
     * @throws IOException if a file cannot be read or written
     */
    public static String run(SparkSession spark, List<RunConfig> streams) throws Exception {
        return new Evaluate(spark, streams).run();
    }

    private String run() throws Exception {
        PreparedSet whole = set;
        set = phases.run(DamageCheck.PHASE, () -> DamageCheck.run(context, config.dataset(), whole));
        Map<String, Map<String, Scores>> scores = new LinkedHashMap<>();
        for (RunConfig stream : streams) {
            ManifestCheck.check(stream, set.manifest());
            String title = stream.feature().key();
            scores.put(title, phases.time("score " + title, () -> score(stream)));
        }
        return phases.time("fuse and write the tables", () -> tabulate(scores));
    }

    /** Scores one stream and writes its scores table. */
    private Map<String, Scores> score(RunConfig stream) throws IOException {
        Configuration hadoop = hadoop();
        String title = stream.feature().key();
        Checkpoint checkpoint =
                TrainedRun.checkpoint(stream, stream.evaluation().checkpoint(), hadoop);
        seeds.put(title, Long.parseLong(checkpoint.provenance().getOrDefault("seed", "-1")));
        hashes.put(
                title,
                new RunFolder(stream.runDir(), hadoop).hash(stream.evaluation().checkpoint()));
        workers = Integer.parseInt(checkpoint.provenance().getOrDefault("ranks", "0"));
        return new ScoreTable(stream, checkpoint.state(), spark)
                .run(set, ScoreTable.table(config.reportDir(), stream.feature()).toString());
    }

    private String tabulate(Map<String, Map<String, Scores>> scores) {
        List<AccuracyTable.Row> rows = new ArrayList<>();
        Map<String, ConfusionMatrix> confusions = new LinkedHashMap<>();
        scores.forEach((stream, samples) -> {
            rows.add(AccuracyTable.Row.of(stream, samples.values(), published(stream)));
            confusions.put(stream, ConfusionMatrix.full(samples.values()));
        });
        StreamFusions.of(config, scores.keySet()).forEach((name, fusion) -> {
            Map<String, Scores> fused = fusion.fuse(scores);
            rows.add(AccuracyTable.Row.of(name, fusion, fused.values(), published(name)));
            confusions.put(name, ConfusionMatrix.full(fused.values()));
        });
        confusions.forEach(this::writeClasses);
        int samples = scores.values().iterator().next().size();
        AccuracyTable table = new AccuracyTable(provenance(samples), rows);
        report.writeText("accuracy.md", table.markdown());
        report.writeText("accuracy.csv", table.csv());
        report.writeText("accuracy.json", json(table.toMap()));
        report.writeText("config.conf", config.resolved());
        report.writeText("report.html", new ReportPictures(streams, classes(), hadoop()).page(table, confusions));
        DamagedParts leftOut = set.leftOut();
        String omission = leftOut.isEmpty() ? "" : "\nleft out: " + leftOut;
        report.writeText("left-out.txt", (leftOut.isEmpty() ? "nothing" : leftOut) + "\n");
        return table.console() + omission + "\nreport: " + config.reportDir();
    }

    private Provenance provenance(int samples) {
        return new Provenance(
                config.name(),
                config.dataset().name(),
                config.dataset().testSplit(),
                samples,
                config.evaluation().clips(),
                workers,
                seeds,
                hashes,
                CodeVersion.text());
    }

    private @Nullable Published published(String row) {
        Double percent = config.evaluation().published().get(row);
        return percent == null
                ? null
                : new Published(percent, config.evaluation().publishedMetric());
    }

    private Configuration hadoop() {
        return spark.sparkContext().hadoopConfiguration();
    }

    private List<String> classes() {
        return set.manifest().classNames();
    }

    private void writeClasses(String row, ConfusionMatrix confusion) {
        List<String> names = classes();
        report.writeText("classes-" + row + ".csv", AccuracyTable.classAccuracyCsv(confusion.classAccuracies(), names));
        report.writeText("confusion-" + row + ".csv", confusion.csv(names));
    }

    private static String json(Map<String, Object> map) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.skelspark.pipeline.scoring;

import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.AccuracyTable;
import io.skelspark.evaluate.ConfusionMatrix;
import io.skelspark.evaluate.Provenance;
import io.skelspark.evaluate.Published;
import io.skelspark.evaluate.Scores;
import io.skelspark.pipeline.DamageCheck;
import io.skelspark.pipeline.DividedSet;
import io.skelspark.pipeline.ManifestCheck;
import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.prepared.DamagedParts;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.Selection;
import io.skelspark.prepared.StoredClip;
import io.skelspark.storage.CodeVersion;
import io.skelspark.train.network.ModelState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Scores the test split with every trained stream, fuses the streams by sample id and writes the report. */
public final class Evaluate {
    /** Stands in the report for an imported model, whose training is not known. */
    private static final long UNKNOWN_SEED = -1;

    /** Stands in the report for an imported model, whose training is not known. */
    private static final int UNKNOWN_WORKERS = 0;

    private final List<RunConfig> streams;
    private final RunConfig config;
    private final SparkSession spark;
    private final JavaSparkContext context;
    private final ReportFolder report;
    private final PhaseTimer phases;
    private final EvaluationRules rules;
    private final Map<String, TrainedRun> runs = new LinkedHashMap<>();
    private final Map<String, RunIdentity> identities = new LinkedHashMap<>();
    private final Map<String, Long> seeds = new LinkedHashMap<>();
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private final DividedSet divided;
    private int workers;

    private Evaluate(SparkSession spark, List<RunConfig> streams, EvaluationRules rules) throws IOException {
        this.rules = rules;
        this.spark = spark;
        this.streams = streams;
        config = streams.get(0);
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        phases = new PhaseTimer(context, "evaluate", config.name());
        report = new ReportFolder(config.reportDir(), context.hadoopConfiguration());
        PreparedSet whole = PreparedSet.read(config.dataset().path(), context.hadoopConfiguration());
        PreparedSet set = phases.run(DamageCheck.PHASE, () -> DamageCheck.run(context, config.dataset(), whole));
        streams.forEach(stream -> ManifestCheck.check(stream, set.manifest()));
        divided = DividedSet.of(config, set, context.hadoopConfiguration());
    }

    /**
     * Evaluates all streams.
     *
     * @param streams the settings of each stream, on one prepared set
     * @param rules what is allowed beside the accuracy of a run
     * @return the table as text, with the folder of the report
     * @throws ConfigError if a stream has no checkpoint yet, the settings do not fit the prepared set or are not those of
     *     the run, or clips of the test were trained on
     * @throws java.nio.file.FileAlreadyExistsException if the folder holds a report of other settings
     * @throws IOException if a file cannot be read or written, or a clip has no score
     */
    public static String run(SparkSession spark, List<RunConfig> streams, EvaluationRules rules) throws Exception {
        return new Evaluate(spark, streams, rules).run();
    }

    private String run() throws Exception {
        EvaluationChecks checks = new EvaluationChecks(spark, divided, rules);
        for (RunConfig stream : streams) {
            String title = stream.feature().key();
            TrainedRun run = TrainedRun.open(stream, context.hadoopConfiguration());
            RunIdentity identity = RunIdentity.of(stream, divided);
            runs.put(title, phases.run("check " + title, () -> checks.before(run, identity)));
            identities.put(title, identity);
        }
        report.check(identities, rules.report());
        Map<String, Map<String, Scores>> scores = new LinkedHashMap<>();
        for (Map.Entry<String, TrainedRun> run : runs.entrySet()) {
            String title = run.getKey();
            scores.put(title, phases.time("score " + title, () -> score(run.getValue())));
            checks.after(run.getValue().config(), scores.get(title).size());
        }
        return phases.time("fuse and write the tables", () -> tabulate(scores, checks));
    }

    /** Scores the test split with one stream and stores the scores; what is reported is what was stored. */
    private Map<String, Scores> score(TrainedRun run) throws IOException {
        RunConfig stream = run.config();
        RunProvenance origin = run.provenance();
        String title = stream.feature().key();
        seeds.put(title, origin.trained().map(RunProvenance.Trained::seed).orElse(UNKNOWN_SEED));
        hashes.put(title, run.sha256());
        workers = origin.ranks().map(RunProvenance.Ranks::count).orElse(UNKNOWN_WORKERS);
        ScoreTable table = report.scores(stream.feature());
        Broadcast<ModelState> weights = context.broadcast(run.checkpoint().state());
        table.write(spark, samples().mapPartitions(rows -> new ScoreRows(stream, weights.value(), rows)));
        weights.destroy();
        return table.read(spark);
    }

    private JavaRDD<Row> samples() {
        Selection test = divided.test();
        return divided.set()
                .table(spark)
                .javaRDD()
                .filter(row -> test.contains(StoredClip.ordinal(row), StoredClip.splits(row)))
                .repartition(Math.max(1, context.defaultParallelism()));
    }

    private String tabulate(Map<String, Map<String, Scores>> scores, EvaluationChecks checks) throws IOException {
        TableRows rows = new TableRows(checks.duplicates());
        scores.forEach((stream, samples) -> rows.add(stream, null, samples, published(stream)));
        StreamFusions.of(config, scores.keySet())
                .forEach((name, fusion) -> rows.add(name, fusion, fusion.fuse(scores), published(name)));
        Map<String, ConfusionMatrix> confusions = rows.confusions();
        List<String> classes = divided.set().manifest().classNames();
        for (Map.Entry<String, ConfusionMatrix> row : confusions.entrySet()) {
            report.save(row.getKey(), row.getValue(), classes);
        }
        int samples =
                scores.values().iterator().next().size() - checks.duplicates().size();
        AccuracyTable table = new AccuracyTable(provenance(samples, checks.cautions()), rows.rows());
        report.save(identities);
        report.save(table);
        report.saveSettings(config.resolved());
        report.savePage(new ReportPictures(streams, classes, context.hadoopConfiguration()).page(table, confusions));
        report.removeOthers(confusions.keySet());
        DamagedParts leftOut = divided.set().leftOut();
        report.saveLeftOut(leftOut.isEmpty() ? "nothing" : leftOut.toString());
        String omission = leftOut.isEmpty() ? "" : "\nleft out: " + leftOut;
        return table.console() + omission + "\nreport: " + config.reportDir();
    }

    private Provenance provenance(int samples, List<String> cautions) {
        return new Provenance(
                config.name(),
                config.dataset().name(),
                divided.protocol(),
                samples,
                config.evaluation().views(),
                workers,
                seeds,
                hashes,
                CodeVersion.text(),
                cautions);
    }

    private @Nullable Published published(String row) {
        Double percent = config.evaluation().published().get(row);
        return percent == null
                ? null
                : new Published(percent, config.evaluation().publishedMetric());
    }
}

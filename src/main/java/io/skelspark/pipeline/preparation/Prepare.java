package io.skelspark.pipeline.preparation;

import io.skelspark.pipeline.DamageCheck;
import io.skelspark.pipeline.EqualClips;
import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.prepared.DamagedParts;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.prepared.QualityTable;
import io.skelspark.storage.CodeVersion;
import io.skelspark.storage.Existing;
import io.skelspark.storage.PlainText;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that makes a prepared set: it reads the source, checks each record and writes Parquet with a {@link Manifest} and
 * a table of rejected records. A finished set in the folder stays unchanged until the new one is complete.
 */
public final class Prepare {
    private static final Logger LOG = LoggerFactory.getLogger(Prepare.class);

    /** The number of classes that a warning names. */
    private static final int NAMED = 5;

    private final PrepareSettings settings;
    private final SetWriter folder;
    private final PrepareTables tables;
    private final JavaSparkContext spark;
    private final PhaseTimer phases;

    private Prepare(SparkSession session, PrepareSettings settings) {
        this.settings = settings;
        this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.folder = new SetWriter(settings.output().folder(), spark.hadoopConfiguration());
        this.tables = new PrepareTables(session, settings, folder);
        this.phases = new PhaseTimer(spark, "prepare", settings.name());
    }

    /**
     * Prepares a set, unless the folder holds it already.
     *
     * @return the manifest of the set
     * @throws PrepareException if too many records are rejected, a split stays empty, the folder holds another set
     *     that is not to be replaced, or the job fails
     * @throws IOException if the source or the folder cannot be reached
     */
    public static Manifest run(SparkSession session, PrepareSettings settings) throws IOException {
        return new Prepare(session, settings).run();
    }

    private Manifest run() throws IOException {
        try {
            return makeSure();
        } catch (IOException | PrepareException expected) {
            throw expected;
        } catch (Exception failed) {
            throw new PrepareException(
                    "preparing " + settings.name() + " failed, "
                            + settings.output().folder() + " holds what it held before: "
                            // Spark's own messages carry whole stack traces; the first cause says what went wrong
                            + ExceptionUtils.getRootCause(failed),
                    failed);
        }
    }

    private Manifest makeSure() throws Exception {
        Configuration hadoop = spark.hadoopConfiguration();
        List<String> files = phases.time(
                "list the files of the source", () -> settings.source().files(hadoop));
        if (files.isEmpty()) {
            throw new PrepareException(
                    settings.source() + " has no files, expected at least one; check the path in dataset.source");
        }
        List<String> checked = new ArrayList<>(files);
        checked.addAll(settings.source().companions(hadoop));
        Manifest.SourceSummary source = phases.time(
                "checksum of " + checked.size() + " files",
                () -> SourceChecksum.summarise(settings.source(), checked, slices(checked), spark));
        Optional<Manifest> upToDate = upToDate(source);
        if (upToDate.isPresent()) {
            return upToDate.get();
        }
        try {
            return make(files, source);
        } finally {
            folder.discardUnlessCommitted();
        }
    }

    private int slices(List<String> files) {
        return Math.min(files.size(), Math.max(settings.output().partitions(), 4 * spark.defaultParallelism()));
    }

    private Manifest make(List<String> files, Manifest.SourceSummary source) throws Exception {
        phases.time("read and validate", () -> tables.readSource(files, slices(files)));
        PrepareTables.RecordCounts records = phases.time("find duplicates and count rejections", tables::reject);
        requireWholeFiles(records);
        requireFewRejections(records);
        phases.time("write in the order of the source", () -> tables.sort(records));
        Manifest manifest = phases.time("read back, count and compare", () -> manifest(files, source, records));
        requireFilledSplits(manifest, records);
        phases.time("commit", () -> commit(manifest));
        LOG.info(
                "prepare: {} clips, {} rejected, in {}",
                records.accepted(),
                records.rejected(),
                settings.output().folder());
        records.reasons().forEach(reason -> LOG.warn("prepare: rejected {}", PlainText.line(reason.line())));
        records.omissions().forEach(reason -> LOG.info("prepare: left out {}", PlainText.line(reason.news())));
        records.adjustments().forEach(reason -> LOG.info("prepare: changed {}", PlainText.line(reason.news())));
        describe(manifest);
        return manifest;
    }

    private Optional<Manifest> upToDate(Manifest.SourceSummary source) throws IOException {
        Optional<Manifest> finished = folder.finished(settings.output().existing());
        if (finished.isEmpty() || settings.output().existing() == Existing.OVERWRITE) {
            return Optional.empty();
        }
        List<String> differences = ManifestDiff.between(finished.get(), settings, source);
        if (!differences.isEmpty()) {
            throw Existing.refusal(
                    settings.output().folder(),
                    "holds a set prepared with different settings, which is left unchanged ("
                            + String.join("; ", differences) + "); set another dataset.path");
        }
        List<DamagedParts.DamagedPart> damaged =
                phases.run("look for damaged files", () -> DamageCheck.damagedParts(spark, folder.read()));
        if (!damaged.isEmpty()) {
            LOG.warn("prepare: the set is prepared again: {}", new DamagedParts(damaged));
            return Optional.empty();
        }
        LOG.info(
                "prepare: {} is up to date (same source and settings, prepared {} by {}): nothing to do",
                settings.output().folder(),
                finished.get().files().created(),
                finished.get().origin().codeVersion());
        describe(finished.get());
        return finished;
    }

    /** No allowance covers a damaged file: how many clips it held is not known. */
    private void requireWholeFiles(PrepareTables.RecordCounts records) throws IOException {
        if (records.losses().isEmpty()) {
            return;
        }
        long lost = records.losses().stream().mapToLong(Manifest.Reason::count).sum();
        String rejected = records.rejected() == 0
                ? ""
                : "; " + records.rejected() + " of " + records.records() + " records are rejected too";
        throw new PrepareException((lost == 1 ? "1 file of the source is" : lost + " files of the source are")
                + " damaged or of another kind, which dataset.max-rejected never allows: copy, convert or write"
                + " again what is named here" + rejected + ". All are in " + folder.keep(PrepareTables.REJECTED)
                + "; the worst are:" + lines(records.losses()) + lines(records.reasons()));
    }

    private void requireFewRejections(PrepareTables.RecordCounts records) throws IOException {
        if (records.records() == 0) {
            throw new PrepareException(
                    settings.source() + " has no records, expected at least one; check the files of dataset.source");
        }
        if (records.rejected() <= settings.maxRejectedFraction() * records.records()) {
            return;
        }
        throw new PrepareException(String.format(
                Locale.ROOT,
                "%d of %d records rejected (%.2f %%), expected at most %.2f %%; all are in %s. The worst reasons:%s",
                records.rejected(),
                records.records(),
                100.0 * records.rejected() / records.records(),
                100 * settings.maxRejectedFraction(),
                folder.keep(PrepareTables.REJECTED),
                lines(records.reasons()) + labelsFromOne(records)));
    }

    /** A source that counts from 1 loses its last class, and gives all others to their neighbours. */
    private static String labelsFromOne(PrepareTables.RecordCounts records) {
        return records.labelsFromOne()
                ? System.lineSeparator()
                        + "  No clip has label 0, and labels go one too far: the source seems to count its labels from 1,"
                        + " expected 0 for the first class"
                : "";
    }

    private static String lines(List<Manifest.Reason> reasons) {
        return reasons.stream()
                .map(reason -> System.lineSeparator() + "  " + PlainText.line(reason.line()))
                .collect(Collectors.joining());
    }

    /** Shows the set, and tells what training or its numbers will suffer from, although each clip by itself is sound. */
    private static void describe(Manifest manifest) {
        LOG.info(
                "prepare: {}{}{}",
                manifest.contents().name(),
                System.lineSeparator(),
                new QualityTable(manifest).console());
        manifest.quality().hints().forEach(hint -> LOG.warn("prepare: check {}", PlainText.line(hint.line())));
        List<Manifest.ClassCount> classes = manifest.contents().classes();
        List<String> empty = classes.stream()
                .filter(entry -> entry.clips() == 0)
                .map(Manifest.ClassCount::name)
                .toList();
        if (!empty.isEmpty()) {
            LOG.warn(
                    "prepare: {} of {} classes have no clip ({}); check {}",
                    empty.size(),
                    classes.size(),
                    String.join(", ", empty.subList(0, Math.min(empty.size(), NAMED))),
                    classes.get(0).clips() == 0
                            ? "whether the source counts its labels from 1, expected 0 for the first class"
                            : "the source and dataset.classes");
        }
        if (classes.size() - empty.size() == 1) {
            LOG.warn("prepare: all clips are of one class, expected two or more; a network has nothing to tell apart");
        }
    }

    private void requireFilledSplits(Manifest manifest, PrepareTables.RecordCounts records) throws IOException {
        List<String> empty = new ArrayList<>();
        for (Manifest.SplitCount split : manifest.contents().splits()) {
            if (split.clips() == 0) {
                empty.add(split.name());
            }
        }
        if (!empty.isEmpty()) {
            String rejected = records.rejected() == 0
                    ? ""
                    : records.rejected() + " of " + records.records() + " records rejected; all are in "
                            + folder.keep(PrepareTables.REJECTED) + ". The worst reasons:" + lines(records.reasons())
                            + System.lineSeparator();
            throw new PrepareException(rejected + "no clip in split " + String.join(", ", empty) + " of "
                    + settings.source() + ", expected at least one in each of "
                    + settings.rules().splits() + "; fix the source or the list dataset.splits");
        }
    }

    private Manifest manifest(List<String> files, Manifest.SourceSummary source, PrepareTables.RecordCounts records)
            throws IOException {
        EqualClips equal = phases.run("find equal clips", tables::equal);
        List<Manifest.SharedClips> shared = equal.shared(settings.rules().splits());
        if (equal.clips() > 0) {
            LOG.warn(
                    "prepare: {} clips have the joints of another one, listed in {}; across splits: {}",
                    equal.clips(),
                    folder.table(EqualClips.FILE),
                    shared.isEmpty() ? "none" : shared);
        }
        PrepareTables.Written written = phases.run("digest and count of all clips", tables::written);
        SetSurvey survey = written.survey();
        requireAllRows(written.parts(), records.accepted());
        return new Manifest(
                new Manifest.Contents(
                        settings.name(),
                        settings.rules().layout(),
                        settings.rules().dimensions(),
                        survey.maxPersons(),
                        survey.scored(),
                        survey.sized(),
                        survey.classes(),
                        survey.splits(),
                        records.accepted(),
                        written.digest(),
                        shared),
                survey.quality(ordinal ->
                        PrepareTables.place(new Path(files.get(ReadSource.file(ordinal))).getName(), ordinal)),
                new Manifest.Rejections(records.rejected(), records.reasons(), records.omissions()),
                new Manifest.Origin(source, CodeVersion.text(), settings.text()),
                new Manifest.Files(
                        folder.relative(PrepareTables.CLIPS),
                        folder.relative(PrepareTables.REJECTED_TABLE),
                        written.parts(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** On an object store files appear one by one: this makes sure that none was lost. */
    private void requireAllRows(List<Manifest.Part> parts, long accepted) {
        long rows = parts.stream().mapToLong(Manifest.Part::rows).sum();
        if (rows != accepted) {
            throw new PrepareException("the files of " + folder.table(PrepareTables.CLIPS) + " hold " + rows
                    + " clips, expected " + accepted + ", the number of accepted records; prepare the set again");
        }
    }

    private Manifest commit(Manifest manifest) throws IOException {
        folder.drop(PrepareTables.RECORDS);
        folder.commit(manifest);
        return manifest;
    }
}

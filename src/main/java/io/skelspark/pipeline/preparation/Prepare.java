package io.skelspark.pipeline.preparation;

import io.skelspark.pipeline.PhaseTimer;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.storage.CodeVersion;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
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
                () -> SourceChecksum.summarise(settings.source().toString(), checked, slices(checked), spark));
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
        Manifest manifest = phases.time("count splits and classes", () -> manifest(source, records));
        requireFilledSplits(manifest, records);
        warn(manifest.contents());
        phases.time("commit", () -> commit(manifest));
        LOG.info(
                "prepare: {} clips, {} rejected, in {}",
                records.accepted(),
                records.rejected(),
                settings.output().folder());
        for (Manifest.Reason omission : records.omissions()) {
            LOG.info(
                    "prepare: left out {} x {}: the rule asks for {}; for example {}: {}",
                    omission.count(),
                    omission.field(),
                    omission.expected(),
                    omission.exampleId(),
                    omission.exampleFound());
        }
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
        if (!folder.holds(finished.get())) {
            return Optional.empty();
        }
        LOG.info(
                "prepare: {} is up to date (same source and settings, prepared {} by {}): nothing to do",
                settings.output().folder(),
                finished.get().files().created(),
                finished.get().origin().codeVersion());
        return finished;
    }

    /** No allowance covers a damaged file: how many clips it held is not known. */
    private void requireWholeFiles(PrepareTables.RecordCounts records) throws IOException {
        if (records.losses().isEmpty()) {
            return;
        }
        throw new PrepareException(String.format(
                Locale.ROOT,
                "files of the source are damaged, which dataset.max-rejected never allows; copy, download or write them"
                        + " again; %d of %d records are rejected too, all are in %s. The damage:%s%s",
                records.rejected(),
                records.records(),
                folder.keep(PrepareTables.REJECTED),
                lines(records.losses()),
                lines(records.reasons())));
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
                lines(records.reasons())));
    }

    private static String lines(List<Manifest.Reason> reasons) {
        StringBuilder lines = new StringBuilder();
        for (Manifest.Reason reason : reasons) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%n  %d x %s: expected %s; for example %s: found %s",
                    reason.count(),
                    reason.field(),
                    reason.expected(),
                    reason.exampleId(),
                    reason.exampleFound()));
        }
        return lines.toString();
    }

    /** Tells what training or its numbers will suffer from, although each clip by itself is sound. */
    private static void warn(Manifest.Contents contents) {
        if (contents.scored() > 0 && contents.scored() < contents.accepted()) {
            LOG.warn(
                    "prepare: {} of {} clips have scores, expected all or none; a network of joints will refuse the set:"
                            + " give the others scores of 1 and prepare again",
                    contents.scored(),
                    contents.accepted());
        }
        List<String> empty = contents.classes().stream()
                .filter(entry -> entry.clips() == 0)
                .map(Manifest.ClassCount::name)
                .toList();
        if (!empty.isEmpty()) {
            LOG.warn(
                    "prepare: {} of {} classes have no clip ({}); check the source, whose labels start at 0, and"
                            + " dataset.classes",
                    empty.size(),
                    contents.classes().size(),
                    String.join(", ", empty.subList(0, Math.min(empty.size(), NAMED))));
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

    private Manifest manifest(Manifest.SourceSummary source, PrepareTables.RecordCounts records) throws IOException {
        PrepareTables.ClipCounts counts = tables.counts();
        EqualClips equal = phases.run("find equal clips", tables::equal);
        List<Manifest.SharedClips> shared = equal.shared(settings.rules().splits());
        if (equal.clips() > 0) {
            LOG.warn(
                    "prepare: {} clips have the joints of another one, listed in {}; across splits: {}",
                    equal.clips(),
                    folder.table(PrepareTables.EQUAL),
                    shared.isEmpty() ? "none" : shared);
        }
        PrepareTables.Parts written = phases.run("digest of all clips", tables::parts);
        requireAllRows(written.parts(), records.accepted());
        return new Manifest(
                new Manifest.Contents(
                        settings.name(),
                        settings.rules().layout(),
                        settings.rules().dimensions(),
                        counts.maxPersons(),
                        counts.scored(),
                        counts.classes(),
                        counts.splits(),
                        records.accepted(),
                        written.digest(),
                        shared),
                new Manifest.Rejections(records.rejected(), records.reasons(), records.omissions()),
                new Manifest.Origin(source, CodeVersion.text(), settings.text()),
                new Manifest.Files(
                        folder.relative(PrepareTables.CLIPS),
                        folder.relative(PrepareTables.REJECTED),
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

package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.SharedSpark;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published tables of NTU RGB+D from source to table, as the command line makes them, on a small set of its form. */
@Tag("spark")
class NtuTablesTest {
    /** Smaller and shorter; all else is as published. */
    private static final List<String> SMALL = List.of(
            "model.base-channels=8",
            "model.num-stages=2",
            "model.inflate-stages=[2]",
            "model.down-stages=[2]",
            "frames=8",
            "test-clips=2",
            "train.epochs=1",
            "train.repeat=1",
            "train.replicas=2",
            "train.batch-per-replica=8",
            "dataset.partitions=2");

    private static final List<String> ROWS =
            List.of("joint", "bone", "joint-motion", "bone-motion", "two-stream", "four-stream");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    @Tag("cluster")
    void ntu60In3dFromRecordingsOnceOnly() throws IOException {
        NtuShapedSet set = new NtuShapedSet(60);
        List<String> raw = recordings(set, "nturgb+d_skeletons");
        Path job = withRawSource("stgcnpp_ntu60-xsub-3d", "ntu60-xsub-3d-raw");

        make(job, "raw", raw);

        checkRows("raw", 60, List.of("89.14", "90.21", "86.67", "87.45", "91.39", "91.87"));
        checkCounts(
                PreparedSet.read(folder.resolve("raw/set").toString(), new Configuration())
                        .manifest(),
                set);
        Map<String, FileTime> made = finished("raw");
        make(job, "raw", raw);
        assertThat(finished("raw"))
                .as("the prepared set and the trained streams, made again")
                .isEqualTo(made);
    }

    @Test
    void ntu60In2dFromAPickle() throws IOException {
        Path pickle = folder.resolve("ntu60_2d.pkl");
        new NtuShapedSet(60).writePickle(pickle);

        make(Path.of("jobs/stgcnpp_ntu60-xsub-2d.conf"), "set", List.of("dataset.source.path=" + pickle));

        checkRows("set", 60, List.of("89.29", "92.30", "87.30", "88.76", "92.61", "92.77"));
    }

    @Test
    @Tag("cluster")
    void ntu120In3dFromTheRecordingsOfBothReleases() throws IOException {
        NtuShapedSet set = new NtuShapedSet(120);
        List<String> raw = recordings(set, "nturgb+d_skeletons");

        make(withRawSource("stgcn_ntu120-xsub-3d", "ntu120-xsub-3d-raw"), "raw", raw);

        checkRows("raw", 120, List.of("82.15", "84.28", "78.93", "80.02", "85.68", "86.19"));
        checkCounts(
                PreparedSet.read(folder.resolve("raw/set").toString(), new Configuration())
                        .manifest(),
                set);
    }

    @Test
    @Tag("cluster")
    void ntu120In2dFromAPickle() throws IOException {
        Path pickle = folder.resolve("ntu120_2d.pkl");
        new NtuShapedSet(120).writePickle(pickle);

        make(Path.of("jobs/stgcn_ntu120-xsub-2d.conf"), "set", List.of("dataset.source.path=" + pickle));

        checkRows("set", 120, List.of("83.19", "83.36", "78.87", "79.55", "84.84", "85.23"));
    }

    private List<String> recordings(NtuShapedSet set, String release) throws IOException {
        set.writeSkeletons(folder, release);
        Path missing =
                Files.writeString(folder.resolve("missing.txt"), set.listed().name() + "\n");
        return List.of(
                "dataset.source.path=" + folder.resolve(release + "*"),
                "dataset.source.missing-skeletons=" + missing,
                "dataset.max-rejected=0.01");
    }

    /** The settings of a table, made of recordings instead of the pickle. */
    private Path withRawSource(String job, String dataset) throws IOException {
        return Files.writeString(
                folder.resolve(job + "-raw.conf"),
                """
                include required(file("%s"))
                include required(file("%s"))
                """
                        .formatted(
                                Path.of("jobs", job + ".conf").toAbsolutePath(),
                                Path.of("conf/dataset", dataset + ".conf").toAbsolutePath()));
    }

    private void make(Path job, String name, List<String> overrides) {
        SharedSpark.session(); // the job takes the session that is there, and ends it
        List<String> arguments = new ArrayList<>(List.of("run", job.toString()));
        arguments.addAll(SMALL);
        arguments.addAll(overrides);
        arguments.add("dataset.path=" + folder.resolve(name).resolve("set"));
        arguments.add("runs=" + folder.resolve(name).resolve("runs"));
        assertThat(execute(arguments)).as(String.join(" ", arguments)).isZero();
    }

    private static int execute(List<String> arguments) {
        return Skelspark.commandLine().execute(arguments.toArray(String[]::new));
    }

    private List<String> csv(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name).resolve("runs/report/accuracy.csv"));
    }

    /** Every row of the published table, its figure beside ours. */
    private void checkRows(String name, int classes, List<String> published) throws IOException {
        List<String[]> rows =
                csv(name).stream().skip(1).map(line -> line.split(",", -1)).toList();
        assertThat(rows).extracting(row -> row[0]).isEqualTo(ROWS);
        assertThat(rows).extracting(row -> row[5]).isEqualTo(published);
        for (String[] row : rows) {
            double top1 = Double.parseDouble(row[2]);
            assertThat(top1).as(row[0]).isBetween(0.0, Double.parseDouble(row[3]));
            assertThat(Double.parseDouble(row[6])).isCloseTo(top1 - Double.parseDouble(row[5]), within(0.005));
        }
        assertThat(rows.get(4)[1]).isEqualTo("joint 1 : bone 1");
        assertThat(rows.get(5)[1]).isEqualTo("joint 2 : bone 2 : joint-motion 1 : bone-motion 1");
        Path runs = folder.resolve(name).resolve("runs");
        assertThat(Files.readAllLines(runs.resolve("report/classes-four-stream.csv")))
                .hasSize(1 + classes);
        assertThat(Files.readString(runs.resolve("bone-motion/metrics.jsonl"))).doesNotContain("NaN");
    }

    private static void checkCounts(Manifest manifest, NtuShapedSet set) {
        assertThat(manifest.contents().accepted()).isEqualTo(2L * set.actions());
        assertThat(manifest.contents().maxPersons()).isEqualTo(2);
        assertThat(manifest.contents().splits())
                .filteredOn(split -> split.name().startsWith("xsub"))
                .extracting(Manifest.SplitCount::clips)
                .containsExactly((long) set.actions(), (long) set.actions());
        assertThat(manifest.rejections().rejected()).isEqualTo(1);
        assertThat(manifest.rejections().reasons()).singleElement().satisfies(reason -> assertThat(reason.exampleId())
                .isEqualTo(set.damaged().name()));
        assertThat(manifest.rejections().omissions())
                .extracting(reason -> reason.field() + ": " + reason.exampleFound())
                .containsExactlyInAnyOrder(
                        "clip: listed in missing.txt",
                        "body: body 90 in 5 frames",
                        "body: body 91 in 14 frames, 100 % of them wide");
        assertThat(manifest.rejections().omissions()).allMatch(reason -> reason.count() == 1);
    }

    /** When the files of the prepared set and of the trained streams were written. */
    private Map<String, FileTime> finished(String name) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder.resolve(name))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                if (!path.startsWith(folder.resolve(name).resolve("runs/report"))) {
                    times.put(folder.relativize(path).toString(), Files.getLastModifiedTime(path));
                }
            }
        }
        assertThat(times.keySet()).anyMatch(path -> path.endsWith("bone-motion/last.safetensors"));
        return times;
    }
}

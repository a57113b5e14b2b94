package io.skelspark.pipeline.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.RealData;
import io.skelspark.SharedSpark;
import io.skelspark.pipeline.ToySet;
import io.skelspark.pipeline.exchange.ExportAnnotations;
import io.skelspark.prepared.ClipRules;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PoseDataset;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.RejectedRecords;
import io.skelspark.prepared.StoredClip;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.ClipNeeds;
import io.skelspark.source.Loss;
import io.skelspark.source.NwUclaJson;
import io.skelspark.source.Omission;
import io.skelspark.source.PysklPickle;
import io.skelspark.source.SourceRecord;
import io.skelspark.storage.Existing;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contents of a prepared set. */
@Tag("spark")
class PrepareTest extends ToySet {
    @Test
    void givesBackEqualTensorsInSourceOrder() throws IOException {
        Manifest manifest = prepare(0);
        assertThat(manifest.files().parts()).hasSize(3);
        for (String split : SPLITS) {
            List<Annotation> expected = expected(split);
            try (PoseDataset dataset = PoseDataset.open(set(), set().split(split), new Configuration())) {
                assertThat(dataset.size()).isEqualTo(expected.size()).isPositive();
                for (int i = 0; i < expected.size(); i++) {
                    PoseSample sample = expected.get(i).sample();
                    assertThat(dataset.id(i)).isEqualTo(sample.id());
                    assertThat(dataset.label(i)).isEqualTo(sample.label());
                    assertEqual(dataset.sample(i), sample);
                }
            }
        }
    }

    private PreparedSet set() throws IOException {
        return PreparedSet.read(output(), new Configuration());
    }

    private List<Annotation> expected(String split) {
        return Stream.of("a.src", "b.src")
                .flatMap(file -> records.getOrDefault(file, List.of()).stream())
                .filter(Annotation.class::isInstance)
                .map(Annotation.class::cast)
                .filter(annotation -> annotation.splits().contains(split))
                .toList();
    }

    private static void assertEqual(PoseSample found, PoseSample expected) {
        assertThat(found.id()).isEqualTo(expected.id());
        assertThat(found.label()).isEqualTo(expected.label());
        assertThat(found.totalFrames()).isEqualTo(expected.totalFrames());
        assertThat(found.imgShape()).isEqualTo(expected.imgShape());
        assertEqual(found.keypoint(), expected.keypoint());
        assertEqual(found.keypointScore(), expected.keypointScore());
    }

    private static void assertEqual(@Nullable Tensor found, @Nullable Tensor expected) {
        if (found == null || expected == null) {
            assertThat(found).isEqualTo(expected);
            return;
        }
        assertThat(found.dtype()).isEqualTo(expected.dtype());
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.values()).isEqualTo(expected.values());
    }

    @Test
    void theManifestCountsAndComesBackAsWritten() throws IOException {
        Manifest manifest = prepare(0);
        assertThat(manifest.contents().accepted()).isEqualTo(24);
        assertThat(manifest.rejections().rejected()).isZero();
        assertThat(manifest.contents().maxPersons()).isEqualTo(2);
        assertThat(manifest.contents().classes())
                .containsExactly(
                        new Manifest.ClassCount("sit", 8),
                        new Manifest.ClassCount("wave", 8),
                        new Manifest.ClassCount("walk", 8));
        assertThat(manifest.contents().splits())
                .containsExactly(
                        new Manifest.SplitCount("train", 18, List.of(6L, 6L, 6L)),
                        new Manifest.SplitCount("test", 6, List.of(2L, 2L, 2L)));
        assertThat(manifest.files().parts().stream()
                        .mapToLong(Manifest.Part::rows)
                        .sum())
                .isEqualTo(24);
        assertThat(manifest.origin().source().files()).isEqualTo(2);
        assertThat(manifest.origin().source().sha256()).hasSize(64);
        assertThat(manifest.origin().codeVersion()).startsWith("0.1.0 (");
        assertThat(set().manifest()).isEqualTo(manifest);
    }

    @Test
    void theManifestTellsTheQualityOfEachSplitAndTheClipsToCheck() throws IOException {
        needs = new ClipNeeds(1, true, 0, false, true, 4);
        Manifest manifest = prepare(0);
        Manifest.Quality quality = manifest.quality();
        assertThat(quality.frames()).isEqualTo(4);
        for (Manifest.SplitQuality split : quality.quality()) {
            List<PoseSample> clips =
                    expected(split.split()).stream().map(Annotation::sample).toList();
            assertThat(split.shorter())
                    .isEqualTo(clips.stream()
                            .filter(clip -> clip.totalFrames() < 4)
                            .count());
            assertThat(split.crowded())
                    .isEqualTo(clips.stream()
                            .filter(clip -> clip.keypoint().size(0) > 1)
                            .count());
            assertThat(split.lengths().greatest())
                    .isEqualTo(clips.stream()
                            .mapToInt(PoseSample::totalFrames)
                            .max()
                            .orElseThrow());
        }
        assertThat(manifest.contents().sized()).isEqualTo(manifest.contents().scored());
        assertThat(quality.hints())
                .filteredOn(hint -> hint.expected().startsWith("pixels"))
                .singleElement()
                .isEqualTo(new Manifest.Reason(
                        "keypoint",
                        ClipHint.FRACTIONS.expected(),
                        24,
                        "a-0",
                        "a.src, record 1",
                        "all joints in 0 to 1"));
    }

    @Test
    void badRecordsAndDuplicatesGoToTheRejectedTable() throws IOException {
        breakSomeRecords();
        Manifest manifest = prepare(0.2);
        assertThat(manifest.contents().accepted()).isEqualTo(24);
        assertThat(manifest.rejections().rejected()).isEqualTo(4);
        List<Row> rejected = SharedSpark.session()
                .read()
                .parquet(output() + "/" + manifest.files().rejectedFolder())
                .orderBy(StoredClip.ORDINAL)
                .select("file", "id", "field", "found", "expected")
                .collectAsList();
        assertThat(rejected)
                .extracting(Row::mkString)
                .hasSize(4)
                .satisfiesExactly(
                        row -> assertThat(row).isEqualTo("a.srca.src:3lineend of filewell-formed JSON"),
                        row -> assertThat(row).isEqualTo("a.srca-badlabel90 to 2"),
                        row -> assertThat(row).startsWith("b.srca-4idan id used before, in a.src"),
                        row -> assertThat(row).startsWith("b.srcb-5idan id used before, in b.src"));
        assertThat(Files.readAllLines(folder.resolve("set")
                        .resolve(manifest.files().rejectedFolder())
                        .resolveSibling("rejected.csv")))
                .hasSize(5)
                .element(2)
                .asString()
                .endsWith(",a.src,a-bad,label,9,0 to 2,rejected");
        assertThat(manifest.rejections().reasons().get(0))
                .isEqualTo(new Manifest.Reason(
                        "id",
                        "an id that no other record has",
                        2,
                        "a-4",
                        "b.src, record 1",
                        "an id used before, in a.src"));
        try (PoseDataset test = PoseDataset.open(set(), set().split("test"), new Configuration())) {
            assertThat(IntStream.range(0, test.size()).mapToObj(test::id))
                    .containsExactly("a-3", "a-7", "a-11", "b-3", "b-7", "b-11");
        }
    }

    @Test
    void aDamagedFileFailsWhateverTheAllowance() throws IOException {
        Objects.requireNonNull(records.get("b.src"))
                .add(new Loss("b.src@90", "rest of the file", "its end after 12 clips", "its whole content"));

        assertThatThrownBy(() -> prepare(1))
                .isInstanceOf(PrepareException.class)
                .hasMessageContainingAll(
                        "1 file of the source is damaged or of another kind",
                        "max-rejected never allows",
                        "b.src@90",
                        "its end after 12 clips")
                .hasMessageNotContaining("rejected too");
    }

    @Test
    void whatASourceLeavesOutIsCountedButNotRejected() throws IOException {
        List<SourceRecord> first = new ArrayList<>(records.get("a.src"));
        first.add(1, new Omission("a-0", "body", "body 7 in 3 frames", "a body in more than 11 frames"));
        first.add(new Omission("a-gone", "clip", "a listed name", "a clip that is not listed"));
        first.add(new Omission("a-1", "body", "body 9 in 2 frames", "a body in more than 11 frames"));
        records.put("a.src", first);
        Manifest manifest = prepare(0);
        assertThat(manifest.contents().accepted()).isEqualTo(24);
        assertThat(manifest.rejections().rejected()).isZero();
        assertThat(manifest.rejections().reasons()).isEmpty();
        assertThat(manifest.rejections().omissions())
                .containsExactly(
                        new Manifest.Reason(
                                "body",
                                "a body in more than 11 frames",
                                2,
                                "a-0",
                                "a.src, record 2",
                                "body 7 in 3 frames"),
                        new Manifest.Reason(
                                "clip", "a clip that is not listed", 1, "a-gone", "a.src, record 14", "a listed name"));
        assertThat(SharedSpark.session()
                        .read()
                        .parquet(output() + "/" + manifest.files().rejectedFolder())
                        .select("id", RejectedRecords.KIND)
                        .collectAsList())
                .extracting(Row::mkString)
                .containsExactlyInAnyOrder("a-0left-out", "a-gone" + "left-out", "a-1left-out");
        assertThat(set().manifest()).isEqualTo(manifest);
    }

    @Test
    void anExportedSetIsReadBackAsItWasPrepared() throws IOException {
        prepare(0);
        org.apache.hadoop.fs.Path file =
                new org.apache.hadoop.fs.Path(folder.resolve("out/set.pkl").toString());
        long clips = ExportAnnotations.run(output(), file, Existing.REFUSE, new Configuration());
        assertThat(clips).isEqualTo(24);
        PysklPickle source = new PysklPickle(file.toString());
        List<Annotation> read = new ArrayList<>();
        source.read(source.files(new Configuration()).get(0), new Configuration())
                .forEachRemaining(record -> read.add((Annotation) record));
        List<SourceRecord> written = new ArrayList<>(records.get("a.src"));
        written.addAll(records.get("b.src"));
        assertThat(read).hasSize(24);
        for (int i = 0; i < read.size(); i++) {
            Annotation expected = (Annotation) written.get(i);
            assertThat(read.get(i).splits()).isEqualTo(expected.splits());
            assertEqual(read.get(i).sample(), expected.sample());
        }
        assertThatThrownBy(() -> ExportAnnotations.run(output(), file, Existing.REFUSE, new Configuration()))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("set.pkl");
        ExportAnnotations.run(output(), file, Existing.OVERWRITE, new Configuration());
        try (Stream<Path> entries = Files.list(folder.resolve("out"))) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void preparesNwUclaFromItsFiles() throws IOException {
        Path real = RealData.folder("nw_ucla").resolve("all_sqe");
        List<String> classes =
                IntStream.rangeClosed(1, 10).mapToObj(i -> "action-" + i).toList();
        Manifest manifest = Prepare.run(
                SharedSpark.session(),
                new PrepareSettings(
                        "nw-ucla",
                        new NwUclaJson(real.toString(), List.of(1, 2)),
                        new ClipRules(layout(20), 3, classes, SPLITS, ClipNeeds.NONE),
                        new PrepareSettings.Output(output(), 4, Existing.REFUSE),
                        0,
                        Map.of()));
        assertThat(manifest.contents().splits())
                .extracting(Manifest.SplitCount::clips)
                .containsExactly(1020L, 464L);
        assertThat(manifest.contents().shared()).contains(new Manifest.SharedClips("test", "train", 95));
        try (PoseDataset train = PoseDataset.open(set(), set().split("train"), new Configuration())) {
            assertThat(train.size()).isEqualTo(1020);
            assertThat(train.id(0)).isEqualTo("a01_s01_e00_v01");
            assertThat(train.sample(0).keypoint().values()[2]).isEqualTo(3.18186f);
        }
    }
}

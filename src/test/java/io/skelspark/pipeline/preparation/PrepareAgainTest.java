package io.skelspark.pipeline.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.SharedSpark;
import io.skelspark.pipeline.ToySet;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.Rejection;
import io.skelspark.source.SourceRecord;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The effect of a job that fails or is repeated on a finished set. */
@Tag("spark")
class PrepareAgainTest extends ToySet {
    @Test
    void tooManyRejectionsLeaveTheFinishedSetAndKeepTheTable() throws IOException {
        prepare(0);
        Map<String, List<Byte>> before = snapshot();
        breakSomeRecords();
        PrepareSettings settings = settings(0.1, Map.of(), Existing.OVERWRITE, "");
        assertThatThrownBy(() -> Prepare.run(SharedSpark.session(), settings))
                .isInstanceOf(PrepareException.class)
                .hasMessageContaining("4 of 28 records rejected (14.29 %), expected at most 10.00 %")
                .hasMessageContaining("2 x id: expected an id that no other record has; for example a-4")
                .hasMessageContaining("1 x label: expected 0 to 2; for example a-bad (a.src, record 14): found 9")
                .hasMessageContaining(output() + "/rejected-");
        assertThat(snapshot()).containsAllEntriesOf(before);
        List<String> kept =
                entries().stream().filter(name -> name.startsWith("rejected-")).toList();
        assertThat(kept).hasSize(1);
        assertThat(entries()).filteredOn(name -> name.startsWith("data-")).hasSize(1);
        assertThat(SharedSpark.session()
                        .read()
                        .parquet(output() + "/" + kept.get(0) + "/table")
                        .count())
                .isEqualTo(4);
        assertThat(Files.readAllLines(folder.resolve("set").resolve(kept.get(0)).resolve("rejected.csv")))
                .startsWith(
                        "ordinal,file,id,field,found,expected,kind",
                        "2,a.src,a.src:3,line,end of file,well-formed JSON,rejected")
                .hasSize(5);
    }

    @Test
    void aTaskThatFailsMidwayLeavesTheFinishedSetByteForByte() throws IOException {
        prepare(0);
        Map<String, List<Byte>> before = snapshot();
        PrepareSettings settings = settings(0, Map.of("seed", "8"), Existing.OVERWRITE, "b.src");
        assertThatThrownBy(() -> Prepare.run(SharedSpark.session(), settings))
                .isInstanceOf(PrepareException.class)
                .hasMessageEndingWith("IllegalStateException: the disk of b.src broke");
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void aFailedFirstJobLeavesNoSet() throws IOException {
        PrepareSettings settings = settings(0, Map.of(), Existing.REFUSE, "a.src");
        assertThatThrownBy(() -> Prepare.run(SharedSpark.session(), settings)).isInstanceOf(PrepareException.class);
        assertThat(entries()).isEmpty();
        assertThatThrownBy(() -> PreparedSet.read(output(), new Configuration()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest.json")
                .hasMessageContaining("run prepare first");
    }

    @Test
    void aRepeatedJobDoesNothing() throws IOException {
        Manifest first = prepare(0);
        Map<String, List<Byte>> before = snapshot();
        assertThat(prepare(0)).isEqualTo(first);
        assertThat(snapshot()).isEqualTo(before);
    }

    /** What a run trained on is the same in however many files it lies. */
    @Test
    void theDigestIsThatOfTheClipsAlone() throws IOException {
        Manifest three = prepare(0);
        PrepareSettings settings = settings(0, Map.of("seed", "7"), Existing.OVERWRITE, "");
        PrepareSettings inFive = new PrepareSettings(
                settings.name(),
                settings.source(),
                settings.rules(),
                new PrepareSettings.Output(output(), 5, Existing.OVERWRITE),
                0,
                settings.text());
        Manifest five = Prepare.run(SharedSpark.session(), inFive);
        assertThat(five.files().parts()).hasSize(5);
        assertThat(five.contents().digest()).isEqualTo(three.contents().digest());

        records.computeIfPresent("b.src", (file, clips) -> {
            List<SourceRecord> others = new ArrayList<>(clips);
            others.set(3, clip("b-3", 0, "test"));
            return others;
        });
        Manifest other = Prepare.run(SharedSpark.session(), settings(0, Map.of(), Existing.OVERWRITE, ""));
        assertThat(other.contents().accepted()).isEqualTo(24);
        assertThat(other.contents().digest()).isNotEqualTo(three.contents().digest());
    }

    @Test
    void aRepeatedJobRestoresAMissingFile() throws IOException {
        Manifest first = prepare(0);
        Path part = folder.resolve("set")
                .resolve(first.files().clipsFolder())
                .resolve(first.files().parts().get(1).file());
        Files.delete(part);
        Manifest second = prepare(0);
        assertThat(second.files().clipsFolder()).isNotEqualTo(first.files().clipsFolder());
        assertThat(entries()).hasSize(2);
    }

    /** A file of the same rows and bytes may hold other clips. */
    @Test
    void aRepeatedJobReplacesAFileWhoseClipsAreNotThoseOfTheManifest() throws IOException {
        Manifest first = prepare(0);
        Path file = folder.resolve("set").resolve(Manifest.FILE);
        String digest = first.files().parts().get(1).digest();
        Files.writeString(file, Files.readString(file).replace(digest, "0".repeat(64)));
        Manifest second = prepare(0);
        assertThat(second.files().clipsFolder()).isNotEqualTo(first.files().clipsFolder());
        assertThat(second.contents().digest()).isEqualTo(first.contents().digest());
        assertThat(second.files().parts().get(1).digest()).isEqualTo(digest);
    }

    @Test
    void aSourceThatCountsItsLabelsFromOneIsTold() throws IOException {
        records.replaceAll((file, clips) ->
                List.of(clip(file + 1, 1, "train"), clip(file + 2, 2, "test"), clip(file + 3, 3, "train")));
        assertThatThrownBy(() -> prepare(0))
                .hasMessageContaining("2 x label: expected 0 to 2; for example a.src3 (a.src, record 3): found 3")
                .hasMessageContaining("the source seems to count its labels from 1");
        records.computeIfPresent("a.src", (file, clips) -> {
            List<SourceRecord> more = new ArrayList<>(clips);
            more.add(clip("zero", 0, "train"));
            return more;
        });
        assertThatThrownBy(() -> prepare(0)).hasMessageContaining("2 x label").hasMessageNotContaining("labels from 1");
    }

    @Test
    void otherSettingsOrAnotherSourceAreRefusedUnlessAskedToOverwrite() throws IOException {
        Manifest first = prepare(0);
        Map<String, List<Byte>> before = snapshot();
        PrepareSettings other = settings(0, Map.of("seed", "8"), Existing.REFUSE, "");
        assertThatThrownBy(() -> Prepare.run(SharedSpark.session(), other))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("holds a set prepared with different settings")
                .hasMessageContaining("seed: was 7, now 8")
                .hasMessageContaining("pass --overwrite");
        records.put("b.src", List.of(clip("b-other", 0, "train")));
        assertThatThrownBy(() -> prepare(0)).hasMessageContaining("source: was");
        assertThat(snapshot()).isEqualTo(before);

        Manifest second = Prepare.run(SharedSpark.session(), settings(0, Map.of(), Existing.OVERWRITE, ""));
        assertThat(second.contents().accepted()).isEqualTo(13);
        assertThat(entries())
                .containsExactly(
                        second.files()
                                .clipsFolder()
                                .substring(0, second.files().clipsFolder().indexOf('/')),
                        Manifest.FILE);
        assertThat(second.files().clipsFolder()).isNotEqualTo(first.files().clipsFolder());
    }

    @Test
    void theReasonsOfRejectionsComeBeforeTheEmptySplitsThatTheyCause() throws IOException {
        records.replaceAll((file, clips) -> List.of(new Rejection(file, "line", "end of file", "well-formed JSON")));
        assertThatThrownBy(() -> prepare(1))
                .isInstanceOf(PrepareException.class)
                .hasMessageStartingWith("2 of 2 records rejected; all are in " + output() + "/rejected-")
                .hasMessageContaining(
                        "2 x line: expected well-formed JSON; for example a.src (a.src, record 1): found end of file")
                .hasMessageContaining("no clip in split train, test");
        assertThat(entries()).singleElement().asString().startsWith("rejected-");
    }

    @Test
    void equalClipsUnderTwoIdsAreCountedAcrossSplitsAndListed() throws IOException {
        records.computeIfPresent("b.src", (file, clips) -> {
            List<SourceRecord> more = new ArrayList<>(clips);
            PoseSample first = ((Annotation) clips.get(0)).sample();
            more.add(new Annotation(
                    new PoseSample(
                            "=again",
                            first.label(),
                            first.totalFrames(),
                            first.imgShape(),
                            first.keypoint(),
                            first.keypointScore()),
                    List.of("test")));
            return more;
        });
        Manifest manifest = prepare(0);
        assertThat(manifest.contents().shared())
                .containsExactly(
                        new Manifest.SharedClips("train", "test", 1), new Manifest.SharedClips("test", "train", 1));
        Path list =
                folder.resolve("set").resolve(manifest.files().clipsFolder()).resolveSibling("equal-clips.csv");
        assertThat(Files.readAllLines(list))
                .containsExactly(
                        "id,splits,equal_to,splits_of_equal", "b-0,train,'=again,test", "'=again,test,b-0,train");
    }

    @Test
    void aSplitWithoutClipsIsAnError() throws IOException {
        records.replaceAll((file, clips) -> List.of(clip(file, 0, "train")));
        assertThatThrownBy(() -> prepare(0))
                .isInstanceOf(PrepareException.class)
                .hasMessageContaining("no clip in split test");
        assertThat(entries()).isEmpty();
    }
}

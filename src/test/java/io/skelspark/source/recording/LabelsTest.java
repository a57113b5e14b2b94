package io.skelspark.source.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.recording.LabelTable.FrameCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    private static final FrameCount FRAMES = new FrameCount(1, 0);

    private final Configuration hadoop = new Configuration();

    @TempDir
    private Path folder;

    @Test
    void theInnermostFolderThatIsNamedAsAClassCounts() {
        FolderLabels labels = new FolderLabels(List.of("wave", "walk"), "all");
        assertThat(labels.of("walk/wave/day1/a", hadoop))
                .extracting(Segment::label)
                .containsExactly("wave");
        assertThat(labels.of("wave/a", hadoop)).extracting(Segment::label).containsExactly("wave");
    }

    @Test
    void aFolderThatIsNoClassIsNamedForTheMessage() {
        FolderLabels labels = new FolderLabels(List.of("wave"), "all");
        assertThat(labels.of("misc/a", hadoop)).extracting(Segment::label).containsExactly("misc");
        assertThat(labels.of("a", hadoop)).extracting(Segment::label).containsExactly("");
    }

    @Test
    void groupsOfANameAreTheLabelTheSplitAndAttributes() throws MalformedRecordException {
        NameLabels labels = new NameLabels("(?<split>\\w+)/s(?<subject>\\d+)_(?<label>[a-z]+)_(?<hand>[lr])", "all");
        Segment clip = labels.of("train/s07_wave_l", hadoop).get(0);
        assertThat(clip.label()).isEqualTo("wave");
        assertThat(clip.splits()).containsExactly("train");
        assertThat(clip.attributes()).isEqualTo(Map.of("subject", "7", "hand", "l"));
    }

    @Test
    void aNameOfAnotherFormIsToldWithThePattern() {
        NameLabels labels = new NameLabels("(?<label>[a-z]+)_\\d+", "all");
        assertThatThrownBy(() -> labels.of("wave-1", hadoop))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("'wave-1'")
                .hasMessageEndingWith("as a whole: (?<label>[a-z]+)_\\d+");
    }

    @Test
    void refusesAPatternThatIsNoneOrHasNoLabel() {
        assertThatThrownBy(() -> new NameLabels("(", "all")).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> new NameLabels("[a-z]+", "all")).hasMessageContaining("(?<label>");
    }

    @Test
    void readsSegmentsOfATableInTheOrderOfTheirFrames() throws IOException {
        LabelTable table = table(
                """
                \ufeffrecording,label,start,end,person,split,subject
                long,walk,10,19,,train,1
                long,wave,0,9,p2,,1
                wave/b,1,,,,train val,
                """);
        assertThat(table.of("long", hadoop))
                .containsExactly(
                        new Segment(0, 9, "p2", "wave", List.of("all"), new TreeMap<>(Map.of("subject", "1"))),
                        new Segment(10, 19, null, "walk", List.of("train"), new TreeMap<>(Map.of("subject", "1"))));
        Segment whole = table.of("wave/b", hadoop).get(0);
        assertThat(whole.splits()).containsExactly("train", "val");
        assertThat(whole.id("wave/b")).isEqualTo("wave/b");
        assertThat(table.of("day1/long", hadoop))
                .as("by the last part of the path")
                .hasSize(2);
        assertThat(table.of("other", hadoop)).isEmpty();
    }

    @Test
    void namesASegmentByItsFramesAndItsPerson() throws IOException {
        LabelTable table = table("recording,label,start,end,person\nlong,walk,10,19,\nlong,walk,20,,3\n");
        assertThat(table.of("long", hadoop))
                .extracting(segment -> segment.id("long"))
                .containsExactly("long[10-19]", "long[20-]#3");
    }

    @Test
    void secondsAndFramesFromOneBecomeIndices() throws IOException {
        String rows = "recording,label,start,end\na,wave,1,2\n";
        assertThat(table(rows, new FrameCount(30, 0)).of("a", hadoop).get(0))
                .extracting(Segment::first, Segment::last)
                .containsExactly(30, 60);
        assertThat(table(rows, new FrameCount(1, 1)).of("a", hadoop).get(0))
                .extracting(Segment::first, Segment::last)
                .containsExactly(0, 1);
    }

    @Test
    void refusesATableWithoutItsColumns() {
        assertThatThrownBy(() -> table("file,label\na,b\n").of("a", hadoop))
                .hasMessageContaining("labels.csv: the first line has no column 'recording', found [file, label]");
    }

    @Test
    void refusesARowByFileAndNumber() {
        assertThatThrownBy(() -> table("recording,label\na,wave\nb\n").of("a", hadoop))
                .hasMessageContaining("labels.csv, row 3: 1 cells, expected 2");
        assertThatThrownBy(() -> table("recording,label\na,\n").of("a", hadoop))
                .hasMessageContaining("row 2: the cell label is empty");
        assertThatThrownBy(
                        () -> table("recording,label,start,end\na,wave,5,x\n").of("a", hadoop))
                .hasMessageContaining("row 2: end is 'x', expected a number from 0");
        assertThatThrownBy(
                        () -> table("recording,label,start,end\na,wave,5,4\n").of("a", hadoop))
                .hasMessageContaining("row 2: end 4 is before start 5");
        assertThatThrownBy(() -> table("recording,label\na,\"wave\n").of("a", hadoop))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("labels.csv");
    }

    @Test
    void labelsAreNamesOrNumbersFromTheFirst() throws MalformedRecordException {
        ClassIndex classes = new ClassIndex(List.of("wave", "walk"), 1);
        assertThat(classes.of("walk")).isEqualTo(1);
        assertThat(classes.of("1")).isZero();
        assertThat(classes.of(null)).isEqualTo(-1);
        assertThatThrownBy(() -> classes.of("0"))
                .hasMessage("label: found '0', expected one of dataset.classes: wave, walk");
        assertThatThrownBy(() -> classes.of("misc")).hasMessageContaining("'misc'");
    }

    private LabelTable table(String rows) throws IOException {
        return table(rows, FRAMES);
    }

    private LabelTable table(String rows, FrameCount frames) throws IOException {
        Path file = folder.resolve("labels.csv");
        Files.writeString(file, rows);
        return new LabelTable(file.toString(), frames, "all");
    }
}

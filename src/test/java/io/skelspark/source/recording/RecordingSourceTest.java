package io.skelspark.source.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Adjustment;
import io.skelspark.source.Annotation;
import io.skelspark.source.Omission;
import io.skelspark.source.Rejection;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import io.skelspark.source.detection.Unit;
import io.skelspark.source.estimator.AlphaPose;
import io.skelspark.source.estimator.OpenPose;
import io.skelspark.source.people.Choice;
import io.skelspark.source.people.FrameRate;
import io.skelspark.source.people.Linking;
import io.skelspark.source.people.MissingJoints;
import io.skelspark.source.people.PeopleRules;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSourceTest {
    private static final int JOINTS = 18;

    private final Configuration hadoop = new Configuration();

    @TempDir
    private Path folder;

    private Labels labels = new FolderLabels(List.of("wave", "walk"), "all");
    private Coordinates coordinates = new Coordinates(null, new ImageShape(480, 640), List.of());
    private boolean onePersonClips;

    @Test
    void aFolderOfFramesIsAClip() throws IOException {
        write("wave/a", 0, person(100));
        write("wave/a", 1, person(110));
        List<SourceRecord> records = read();
        assertThat(records).hasSize(1);
        Annotation clip = (Annotation) records.get(0);
        assertThat(clip.splits()).containsExactly("all");
        PoseSample sample = clip.sample();
        assertThat(sample.id()).isEqualTo("wave/a");
        assertThat(sample.label()).isZero();
        assertThat(sample.imgShape()).isEqualTo(new ImageShape(480, 640));
        assertThat(sample.keypoint().shape()).containsExactly(1, 2, JOINTS, 2);
        assertThat(sample.keypoint().values()).startsWith(100, 50).contains(110);
        assertThat(sample.keypointScore()).isNotNull();
    }

    @Test
    void recordingsAreFoundAtAnyDepthAndHiddenOnesAreNot() throws IOException {
        write("day1/wave/a", 0, person(100));
        write("walk/b", 0, person(100));
        write(".cache/wave/c", 0, person(100));
        assertThat(read()).extracting(SourceRecord::id).containsExactly("day1/wave/a", "walk/b");
    }

    @Test
    void aFolderOfSeveralRecordingsIsAClipForEach() throws IOException {
        write("wave", "one", 0, person(100));
        write("wave", "two", 0, person(100));
        assertThat(read()).extracting(SourceRecord::id).containsExactly("wave/one", "wave/two");
    }

    @Test
    void aRecordingWithAFaultIsRejectedAndTheOthersAreRead() throws IOException {
        write("wave/a", 0, person(100));
        write("wave/a", 1, "{\"people\":[{\"pose_key");
        write("wave/b", 0, person(100));
        List<SourceRecord> records = read();
        assertThat(((Rejection) records.get(0)).line())
                .startsWith("wave/a: JSON of ")
                .contains("a_000000000001_keypoints.json");
        assertThat(records.get(1)).isInstanceOf(Annotation.class);
    }

    @Test
    void segmentsBeforeAFaultAreReadAndThoseAfterItAreRejected() throws IOException {
        labels = table("recording,label,start,end\na,wave,0,1\na,walk,2,4\na,walk,5,6\n");
        for (int frame : List.of(0, 1, 2, 4, 5, 6)) {
            write("a", frame, person(100 + frame));
        }
        List<SourceRecord> records = read();
        assertThat(records).extracting(SourceRecord::id).containsExactly("a[0-1]", "a[2-4]", "a[5-6]");
        assertThat(records.get(0)).isInstanceOf(Annotation.class);
        assertThat(records.subList(1, 3))
                .allSatisfy(record -> assertThat(((Rejection) record).line()).contains("frame 3"));
    }

    @Test
    void aSegmentBeyondTheRecordingIsRejected() throws IOException {
        labels = table("recording,label,start,end\na,wave,1,9\na,walk,0,1\n");
        write("a", 0, person(100));
        write("a", 1, person(100));
        List<SourceRecord> records = read();
        assertThat(records.get(0)).isInstanceOf(Annotation.class);
        assertThat(((Rejection) records.get(1)).line())
                .isEqualTo("a[1-9]: segment is frames 1 to 9 of 2, expected frames of the recording, counted from 0");
    }

    @Test
    void namesWhatATableHasAndNobodyRecordedAndTheOtherWayRound() throws IOException {
        labels = table("recording,label\na,wave\ngone,walk\n");
        write("a", 0, person(100));
        write("b", 0, person(100));
        List<SourceRecord> records = read();
        assertThat(records).hasSize(3);
        assertThat(records.get(1))
                .isEqualTo(new Omission("b", "recording", "no label", "a row in the table of labels"));
        assertThat(((Rejection) records.get(2)).line()).startsWith("gone: recording is none; labels.csv names it");
    }

    @Test
    void otherJointsThanThoseOfTheLayoutAreToldWithTheFrame() throws IOException {
        write("wave/a", 0, "{\"people\":[{\"pose_keypoints_2d\":[1,2,3,4,5,6]}]}");
        assertThat(((Rejection) read().get(0)).line())
                .startsWith("wave/a: joints of person 1 in frame 0 is 2 joints, expected 18 of layout openpose");
    }

    @Test
    void fractionsBecomePixels() throws IOException {
        coordinates = new Coordinates(Unit.FRACTION, new ImageShape(100, 200), List.of());
        write("wave/a", 0, people(joints(0.5, 0.25)));
        Annotation clip = (Annotation) read().get(0);
        assertThat(clip.sample().keypoint().values()).startsWith(100, 25);
    }

    @Test
    void fractionsInPlaceOfPixelsAndPixelsInPlaceOfFractionsAreTold() throws IOException {
        write("wave/a", 0, people(joints(0.5, 0.25)));
        assertThat(((Rejection) read().get(0)).line()).contains("dataset.source.unit = fraction");
        coordinates = new Coordinates(Unit.FRACTION, new ImageShape(100, 200), List.of());
        write("wave/a", 0, people(joints(412.5, 0.25)));
        assertThat(((Rejection) read().get(0)).line()).contains("joint 0 in frame 0 is x 412.5");
        coordinates = new Coordinates(Unit.FRACTION, null, List.of());
        assertThat(((Rejection) read().get(0)).line()).contains("dataset.source.image = [height, width]");
    }

    @Test
    void eachPersonMayBeAClip() throws IOException {
        onePersonClips = true;
        write("wave/a", 0, people(joints(100, 50), joints(400, 50)));
        assertThat(read()).extracting(SourceRecord::id).containsExactlyInAnyOrder("wave/a#0", "wave/a#1");
    }

    @Test
    void whatIsFilledIsReported() throws IOException {
        write("wave/a", 0, person(100));
        write("wave/a", 1, "{\"people\":[]}");
        write("wave/a", 2, person(120));
        List<SourceRecord> records = read();
        assertThat(((Annotation) records.get(0)).sample().keypoint().values()).contains(110);
        assertThat(records.subList(1, records.size())).allMatch(record -> record instanceof Adjustment);
        assertThat(records).hasSize(3);
    }

    @Test
    void withoutLabelsNothingIsAskedOfThem() throws IOException {
        write("misc/a", 0, person(100));
        assertThat(read().get(0)).isInstanceOf(Rejection.class);
        labels = new NoLabels();
        assertThat(((Annotation) read().get(0)).sample().label()).isEqualTo(PoseSample.UNKNOWN_LABEL);
    }

    @Test
    void aLongRecordingIsReadInPartsThatShareFrames() throws IOException {
        labels = new NoLabels();
        for (int frame = 0; frame < 13; frame++) {
            write("a", frame, person(100 + frame));
        }
        List<Annotation> parts = new ArrayList<>();
        read(source().inParts(6, 2, 3)).forEach(record -> parts.add((Annotation) record));
        assertThat(parts).extracting(SourceRecord::id).containsExactly("a[0-5]", "a[4-9]", "a[8-]");
        assertThat(parts).extracting(Annotation::first).containsExactly(0, 4, 8);
        List<SourceRecord> whole = read(source().inParts(13, 2, 3));
        assertThat(whole).extracting(SourceRecord::id).containsExactly("a");
        Tensor all = ((Annotation) whole.get(0)).sample().keypoint();
        assertThat(parts)
                .extracting(part -> part.sample().keypoint().values())
                .containsExactly(
                        all.frames(0, 1, 2, 3, 4, 5).values(),
                        all.frames(4, 5, 6, 7, 8, 9).values(),
                        all.frames(8, 9, 10, 11, 12).values());
    }

    @Test
    void framesWithoutPeopleAreAPartToo() throws IOException {
        labels = new NoLabels();
        for (int frame = 0; frame < 10; frame++) {
            write("a", frame, frame == 1 || frame == 9 ? person(100) : people());
        }
        assertThat(read(source().inParts(4, 1, 2)))
                .extracting(record -> record instanceof Rejection bad ? bad.line() : record.id())
                .contains("a[0-3]", "a[6-]")
                .contains("a[3-6]: people is nobody in 4 frames, expected somebody in the clip");
    }

    @Test
    void aFrameOfFractionsAmongPixelsIsRejectedByItsNumber() throws IOException {
        write("wave/a", 0, person(100));
        write("wave/a", 1, people(joints(100, 50), joints(0.4, 0.5)));
        write("wave/b", 0, person(100));
        assertThat(read())
                .extracting(record -> record instanceof Rejection bad ? bad.line() : record.id())
                .containsExactly(
                        "wave/a: keypoint of person 2 in frame 1 is no coordinate beyond 1.35, expected pixels, as in the"
                                + " other frames",
                        "wave/b");
    }

    @Test
    void aFileThatCannotBeOpenedHasTheNameOfItsRecording() throws IOException {
        Path file = folder.resolve("recordings/wave/a.b.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[{");
        labels = table("recording,label\nwave/a.b,wave\n");
        RecordingSource source = new RecordingSource(
                new AlphaPose(), folder.resolve("recordings").toString(), labels, clips());
        assertThat(read(source)).singleElement().extracting(SourceRecord::id).isEqualTo("wave/a.b");
    }

    @Test
    void foldersBesideFilesThatAreNamedAsFramesAreSearched() throws IOException {
        write("wave/a", 0, person(100));
        Files.writeString(folder.resolve("recordings/split_1.json"), "{}");
        assertThat(read())
                .extracting(record -> record instanceof Rejection bad ? bad.line() : record.id())
                .containsExactly(
                        "split: people of split_1.json is no such key, expected the people of the frame", "wave/a");
    }

    private RecordingSource source() {
        return new RecordingSource(
                new OpenPose(false), folder.resolve("recordings").toString(), labels, clips());
    }

    private ClipMaker clips() {
        return new ClipMaker(
                new FrameCheck(LayoutConfig.load("openpose")),
                coordinates,
                new PeopleRules(
                        new Linking(Linking.By.AUTO, 1, 5),
                        new Choice(Choice.By.SCORE, 2, 1),
                        new MissingJoints(0, 5),
                        new FrameRate(0, 0)),
                new TrackTensors(true, null),
                new ClassIndex(List.of("wave", "walk"), 0),
                onePersonClips);
    }

    private List<SourceRecord> read() throws IOException {
        return read(source());
    }

    private List<SourceRecord> read(SkeletonSource source) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (String file : source.files(hadoop)) {
            Iterator<SourceRecord> each = source.read(file, hadoop);
            each.forEachRemaining(records::add);
        }
        return records;
    }

    private LabelTable table(String rows) throws IOException {
        Path file = folder.resolve("labels.csv");
        Files.writeString(file, rows);
        return new LabelTable(file.toString(), new LabelTable.FrameCount(1, 0), "all");
    }

    private void write(String recording, int frame, String content) throws IOException {
        write(recording, Path.of(recording).getFileName().toString(), frame, content);
    }

    private void write(String recording, String name, int frame, String content) throws IOException {
        Path file = folder.resolve("recordings/" + recording)
                .resolve(String.format(Locale.ROOT, "%s_%012d_keypoints.json", name, frame));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String person(double x) {
        return people(joints(x, 50));
    }

    private static String people(String... joints) {
        return Stream.of(joints)
                .map(values -> "{\"pose_keypoints_2d\":[" + values + "]}")
                .collect(Collectors.joining(",", "{\"people\":[", "]}"));
    }

    /** Returns joints on a line, so that the box of the person has a size. */
    private static String joints(double x, double y) {
        return IntStream.range(0, JOINTS)
                .mapToObj(joint -> x + "," + y * (1 + joint / 10.0) + ",0.9")
                .collect(Collectors.joining(","));
    }
}

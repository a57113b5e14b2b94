package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Unit;
import io.skelspark.source.estimator.YoloPose.LastColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YoloPoseTest {
    private static final YoloPose TWO_JOINTS = new YoloPose(2, 3, LastColumn.AUTO, YoloPose.ANY);
    private static final String WALKER = "0 0.5 0.5 0.2 0.4 0.1 0.2 0.9 0.3 0.4 0.8";
    private static final String WAVER = "0 0.7 0.5 0.2 0.4 0.6 0.2 0.9 0.7 0.4 0.8";

    private final Path folder;

    YoloPoseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private void file(String name, String... lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private ReadFrames read() throws IOException, MalformedRecordException {
        return ReadFrames.one(TWO_JOINTS, folder);
    }

    private List<String> tracks(YoloPose format) throws IOException, MalformedRecordException {
        return ReadFrames.one(format, folder).people().stream()
                .map(person -> String.valueOf(person.track()))
                .toList();
    }

    @Test
    void readsBoxJointsConfidenceAndId() throws IOException, MalformedRecordException {
        file("walk_1.txt", WALKER + " 0.75 3");

        ReadFrames recording = read();

        assertThat(recording.header().id()).isEqualTo("walk");
        assertThat(recording.header().unit()).isEqualTo(Unit.FRACTION);
        assertThat(recording.header().scored()).isTrue();
        Detection person = recording.people().get(0);
        assertThat(person.track()).isEqualTo("3");
        assertThat(person.confidence()).isEqualTo(0.75);
        assertThat(person.keypoint()).containsExactly(0.1, 0.2, 0.3, 0.4);
        assertThat(person.score()).containsExactly(0.9, 0.8);
        assertThat(person.box()).containsExactly(0.4, 0.3, 0.6, 0.7);
    }

    @Test
    void ordersFramesByNumberAndTakesAMissingOneForNobody() throws IOException, MalformedRecordException {
        file("walk_10.txt", WALKER);
        file("walk_2.txt", WALKER);
        file("walk_1.txt", WALKER);
        file("notes.md", "no frame");

        assertThat(read().indices()).containsExactly(0, 1, 9);
    }

    @Test
    void readsTheRecordingsOfAFolderApart() throws IOException, MalformedRecordException {
        file("walk_1.txt", WALKER);
        file("take_2_1.txt", WAVER);
        file("take_2_2.txt", WAVER);

        List<ReadFrames> recordings = ReadFrames.all(TWO_JOINTS, folder);

        assertThat(recordings).extracting(recording -> recording.header().id()).containsExactly("take_2", "walk");
        assertThat(recordings)
                .extracting(recording -> recording.frames().size())
                .containsExactly(2, 1);
    }

    @Test
    void anEmptyFileIsAFrameWithoutPeople() throws IOException, MalformedRecordException {
        file("walk_1.txt", "");

        assertThat(read().frames().get(0).people()).isEmpty();
    }

    @Test
    void aSingleLastColumnIsAnIdIfItIsWholeInAllFrames() throws IOException, MalformedRecordException {
        file("walk_1.txt", WALKER + " 1", WAVER + " 2");
        file("walk_2.txt", WALKER, WAVER + " 2");

        assertThat(tracks(TWO_JOINTS)).containsExactly("1", "2", "null", "2");
    }

    @Test
    void aSingleLastColumnIsAConfidenceIfAnyIsAFraction() throws IOException, MalformedRecordException {
        file("walk_1.txt", WALKER + " 1");
        file("walk_2.txt", WALKER + " 0.5");

        assertThat(tracks(TWO_JOINTS)).containsExactly("null", "null");
        assertThat(read().people()).extracting(Detection::confidence).containsExactly(1.0, 0.5);
    }

    @Test
    void aSingleLastColumnIsAConfidenceIfOtherLinesHaveAnIdBesides() throws IOException, MalformedRecordException {
        file("walk_1.txt", WALKER + " 1");
        file("walk_2.txt", WALKER + " 1 4");

        assertThat(tracks(TWO_JOINTS)).containsExactly("null", "4");
    }

    @Test
    void aSettingDecidesWhatASingleLastColumnIs() throws IOException, MalformedRecordException {
        file("walk_1.txt", WALKER + " 1");

        assertThat(tracks(new YoloPose(2, 3, LastColumn.ID, YoloPose.ANY))).containsExactly("1");
        assertThat(tracks(new YoloPose(2, 3, LastColumn.CONFIDENCE, YoloPose.ANY)))
                .containsExactly("null");
    }

    @Test
    void readsJointsWithoutConfidence() throws IOException, MalformedRecordException {
        file("walk_1.txt", "0 0.5 0.5 0.2 0.4 0.1 0.2 0.3 0.4");

        ReadFrames recording = ReadFrames.one(new YoloPose(2, 2, LastColumn.AUTO, YoloPose.ANY), folder);

        assertThat(recording.header().scored()).isFalse();
        assertThat(recording.people().get(0).keypoint()).containsExactly(0.1, 0.2, 0.3, 0.4);
        assertThat(recording.people().get(0).score()).containsExactly(1, 1);
    }

    @Test
    void aJointInTheCornerOfTheImageWasNotFound() throws IOException, MalformedRecordException {
        file("walk_1.txt", "0 0.5 0.5 0.2 0.4 0 0 0.3 0 0.4 0.8");

        assertThat(read().people().get(0).score()).containsExactly(0, 0.8);
    }

    @Test
    void passesOverOtherClassesOnlyWhenItIsTold() throws IOException, MalformedRecordException {
        file("walk_1.txt", WALKER, WAVER.replaceFirst("0", "1"));

        assertThat(read().people()).hasSize(2);
        assertThat(ReadFrames.one(new YoloPose(2, 3, LastColumn.AUTO, 1), folder)
                        .people())
                .singleElement()
                .satisfies(person -> assertThat(person.keypoint()[0]).isEqualTo(0.6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0.5 0.5 0.2 0.4 0.1 0.2 0.9 0.3 0.4     | line 2 of walk_7.txt: found 10 columns, expected 11 to 13",
                "0 0.5 0.5 0.2 0.4 0.1 0.2 0.9 0.3 x 0.8   | column 10 in line 2 of walk_7.txt: found no number",
                "0 0.5 0.5 0.2 0.4 0.1 0.2 0.9 0.3 nan 0.8 | column 10 in line 2 of walk_7.txt: found no number",
                "0 0.5 0.5 0.2 0.4 99 0.2 0.9 0.3 0.4 0.8  | column 6 in line 2 of walk_7.txt: found 99.0",
                "0 0.5 0.5 0.2 0.4 0.1 0.2 2 0.3 0.4 0.8   | labels for training have 0, 1 or 2 there",
                "0 0.5 0.5 0.2 0.4 0.1 0.2 0.9 0.3 0.4 0.7 9 0.5 | id in line 2 of walk_7.txt: found 0.5"
            })
    void refusesALineByItsFile(String line, String message) throws IOException {
        file("walk_7.txt", WALKER, line);

        assertThatThrownBy(this::read)
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesTheSettingForJointsWithoutConfidence() throws IOException {
        file("walk_7.txt", "0 0.5 0.5 0.2 0.4 0.1 0.2 0.3 0.4");

        assertThatThrownBy(this::read)
                .hasMessage(
                        "line 1 of walk_7.txt: found 9 columns, expected 11 to 13: class, box, 2 joints of 3 values,"
                                + " then confidence and id if any; set dataset.source.yolo.values = 2");
    }

    @ParameterizedTest
    @CsvSource({
        "walk_1.txt, 11, true",
        "walk_1.txt, 13, true",
        "walk_1.txt, 9, true",
        "walk_1.txt, 14, false",
        "walk_1.txt, 5, false",
        "frame0001.txt, 11, true",
        "notes.txt, 11, false"
    })
    void recognizesLinesWithAndWithoutConfidences(String name, int columns, boolean recognized) {
        byte[] line = "0 ".repeat(columns).getBytes(StandardCharsets.UTF_8);

        assertThat(TWO_JOINTS.recognizes(name, line)).isEqualTo(recognized);
    }

    @Test
    void readsFilesNamedAfterImages() throws IOException, MalformedRecordException {
        file("image3.txt", WALKER);
        file("image4.txt", WAVER);

        assertThat(read().header().id()).isEqualTo("image");
        assertThat(read().frames()).hasSize(2);
    }

    @Test
    void refusesTheLinesOfTwoRuns() throws IOException {
        file("walk_7.txt", WALKER + " 0.5 1", WAVER + " 0.5 2", WALKER + " 0.5 1");

        assertThatThrownBy(this::read)
                .hasMessageContaining("line 3 of walk_7.txt: found the person of line 1 again")
                .hasMessageContaining("delete the folder and run again");
    }
}

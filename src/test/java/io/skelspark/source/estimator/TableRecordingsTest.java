package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of MediaPipe and DeepLabCut. */
class TableRecordingsTest {
    private static final MediaPipeCsv MEDIAPIPE = new MediaPipeCsv(Unit.FRACTION);
    private static final DeepLabCut MICE = new DeepLabCut();

    private final Path folder;

    TableRecordingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Reads a table whose lines are separated by slashes. */
    private ReadFrames read(PoseFormat format, String lines) throws IOException, MalformedRecordException {
        return ReadFrames.one(format, Files.writeString(folder.resolve("walk.csv"), lines.replace('/', '\n')));
    }

    private void refuses(PoseFormat format, String lines, String message) {
        assertThatThrownBy(() -> read(format, lines))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsColumnsByNameInTheOrderOfTheFile() throws IOException, MalformedRecordException {
        ReadFrames recording = read(
                MEDIAPIPE,
                "\uFEFFframe_index,timestamp,NOSE_x,NOSE_y,NOSE_visibility,left_hip_y,left_hip_x,left_hip_visibility"
                        + "/0,0,0.1,0.2,0.9,0.4,0.3,0.8/3,0,0.5,0.6,1,0.7,0.8,0.5/");

        assertThat(recording.header().jointNames()).containsExactly("nose", "left_hip");
        assertThat(recording.header().scored()).isTrue();
        assertThat(recording.indices()).containsExactly(0, 3);
        assertThat(recording.people().get(0).keypoint()).containsExactly(0.1, 0.2, 0.3, 0.4);
        assertThat(recording.people().get(0).score()).containsExactly(0.9, 0.8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class,x1,y1,z1,v1,x2,y2,z2,v2",
                "_,x0,y0,z0,v0,x1,y1,z1,v1",
                "Label,x_1,y_1,z_1,v_1,x_2,y_2,z_2,v_2",
                "a,Landmark_0_x,Landmark_0_y,Landmark_0_z,Landmark_0_visibility,"
                        + "Landmark_1_x,Landmark_1_y,Landmark_1_z,Landmark_1_visibility"
            })
    void readsColumnsByNumber(String header) throws IOException, MalformedRecordException {
        ReadFrames recording = read(MEDIAPIPE, header + "/walk,1,2,3,0.5,4,5,6,0.25/walk,0,0,0,0,0,0,0,0");

        assertThat(recording.header().jointNames()).isEmpty();
        assertThat(recording.indices()).containsExactly(0, 1);
        assertThat(recording.people()).hasSize(1);
        assertThat(recording.people().get(0).keypoint()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(recording.people().get(0).score()).containsExactly(0.5, 0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"visibility", "vis", "v", "confidence", "conf", "c", "score", "likelihood", "prob", "p"})
    void readsScoresOfAllTitles(String score) throws IOException, MalformedRecordException {
        String columns = "frame_no,hip.x,hip.y,hip.SCORE,eye.x,eye.y,eye.SCORE,action_score,s1".replace("SCORE", score);

        ReadFrames recording = read(MEDIAPIPE, columns + "/1,10,20,0.5,30,40,0.25,0.9,0/3,10,20,0.5,30,40,0.25,0.9,0");

        assertThat(recording.header().scored()).isTrue();
        assertThat(recording.header().jointNames()).containsExactly("hip", "eye");
        assertThat(recording.indices()).containsExactly(0, 2);
        assertThat(recording.people().get(0).keypoint()).containsExactly(10, 20, 30, 40);
        assertThat(recording.people().get(0).score()).containsExactly(0.5, 0.25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Frame,LandmarkID,X,Y,Score",
                "frameNumber,landmark index,x,y,prob",
                "Frame No,Keypoint,x,y,conf",
                "frame-id,joint_id,x,y,c"
            })
    void readsARowForEachLandmarkUnderOtherTitles(String titles) throws IOException, MalformedRecordException {
        ReadFrames recording = read(MEDIAPIPE, titles + "/0,0,1,2,0.5/0,1,3,4,0.25/1,0,1,2,1/1,1,3,4,1");

        assertThat(recording.indices()).containsExactly(0, 1);
        assertThat(recording.people().get(0).keypoint()).containsExactly(1, 2, 3, 4);
        assertThat(recording.people().get(0).score()).containsExactly(0.5, 0.25);
    }

    @Test
    void refusesNumbersOfLandmarksWithAGap() {
        refuses(
                MEDIAPIPE,
                "frame,landmark,x,y/0,0,1,2/0,1,1,2/0,3,1,2/1,0,1,2/1,1,1,2/1,3,1,2",
                "landmark 2 in the first frame of walk.csv: found 3, expected 2: the landmarks from 0 or 1 on without a gap");
    }

    @Test
    void readsTheBodyOfFiveHundredAndOnePoints() throws IOException, MalformedRecordException {
        String header = IntStream.rangeClosed(1, 501)
                .mapToObj(point -> String.format("x%1$d,y%1$d,z%1$d,v%1$d", point))
                .collect(Collectors.joining(","));
        String row = IntStream.rangeClosed(1, 501)
                .mapToObj(point -> point + ",2,3,1")
                .collect(Collectors.joining(","));

        Detection person =
                read(MEDIAPIPE, "class," + header + "/wave," + row).people().get(0);

        assertThat(person.joints()).isEqualTo(33);
        assertThat(person.keypoint()[96]).isEqualTo(33);
    }

    @Test
    void emptyCellsAreALandmarkThatWasNotFound() throws IOException, MalformedRecordException {
        ReadFrames recording = read(MEDIAPIPE, "nose_x,nose_y,hip_x,hip_y/1,2,,/,,,/");

        assertThat(recording.header().scored()).isFalse();
        assertThat(recording.frames().get(0).people().get(0).keypoint()).containsExactly(1, 2, 0, 0);
        assertThat(recording.frames().get(0).people().get(0).score()).containsExactly(1, 0);
        assertThat(recording.frames().get(1).people()).isEmpty();
    }

    @Test
    void readsARowForEachLandmark() throws IOException, MalformedRecordException {
        ReadFrames numbered = read(
                MEDIAPIPE,
                "frame,landmark,x,y,z,visibility/1,0,1,2,3,0.5/1,1,4,5,6,1/4,0,0,0,0,0/4,1,0,0,0,0/5,0,,,,/5,1,7,8,9,1");

        assertThat(numbered.indices()).containsExactly(0, 3, 4);
        assertThat(numbered.frames()).extracting(frame -> frame.people().size()).containsExactly(1, 0, 1);
        assertThat(numbered.people().get(0).keypoint()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(numbered.people().get(0).score()).containsExactly(0.5, 1);
        assertThat(numbered.people().get(1).score()).containsExactly(0, 1);
        assertThat(numbered.header().jointNames()).isEmpty();
    }

    @Test
    void readsARowForEachNamedLandmark() throws IOException, MalformedRecordException {
        ReadFrames named = read(MEDIAPIPE, "frame_id,landmark_name,x,y/0,nose,1,2/0,hip,3,4/");

        assertThat(named.header().jointNames()).containsExactly("nose", "hip");
        assertThat(named.header().scored()).isFalse();
        assertThat(named.people().get(0).keypoint()).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frame,nose_x,nose_y/4,1,nan            | nose_y in line 2 (frame 4) of walk.csv: found 'nan'",
                "frame,nose_x,nose_y/4,1,Infinity       | found 'Infinity', expected a finite number",
                "frame,nose_x,nose_y/4,1,               | nose_x and its neighbours in line 2 (frame 4) of walk.csv",
                "frame,nose_x,nose_y/4,1                | line 2 (frame 4) of walk.csv: found 2 cells, expected 3",
                "frame,nose_x,nose_y/x,1,2              | frame in line 2 (frame x) of walk.csv: found 'x'",
                "frame,nose_x,nose_y/,1,2               | frame in line 2 (frame ) of walk.csv: found ''",
                "frame,nose_x,nose_y/4,1,2/3,1,2        | number of a frame of walk.csv: found 3 after 4",
                "frame,nose_x,nose_z/4,1,2              | first line of walk.csv: found no column nose_y",
                "frame,nose_x,nose_y,nose_v,hip_x,hip_y | found no column hip_visibility",
                "frame,nose_x,nose_y,nose_x             | found the column nose_x twice",
                "x1,y1,x3,y3                            | found no columns of landmark 2 before 3",
                "x5,y5                                  | found no columns of landmark 1 before 5",
                "x1,y1,nose_x,nose_y                    | found columns by name, nose, and by number",
                "a,b,c                                  | first line of walk.csv: found no columns of landmarks",
                "frame,landmark,x,y/0,0,1,2/0,0,3,4     | landmark 1 in frame 0 of walk.csv: found 0",
                "frame,landmark,x,y/0,0,1,2/1,1,3,4     | landmark 0 in frame 1 of walk.csv: found 1, expected 0",
                "frame,landmark,x,y/0,0,1,2/0,1,1,2/1,0,3,4 | landmark 1 in frame 1 of walk.csv: found the end",
                "frame,landmark,x,y/0,0,1,2/1,0,1,2/1,1,1,2 | landmark 1 in frame 1 of walk.csv: found 1, expected the end",
                "frame,landmark,x,y/0,0,1,              | line 2 (frame 0) of walk.csv: found some empty cells"
            })
    void refusesATableOfMediaPipe(String lines, String message) {
        refuses(MEDIAPIPE, lines, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frame;nose_x;nose_y/0;1;2", "frame\tnose_x\tnose_y/0\t1\t2"})
    void refusesOtherSeparators(String lines) {
        refuses(MEDIAPIPE, lines, "expected cells separated by commas");
    }

    @Test
    void refusesAnEmptyTable() {
        refuses(MEDIAPIPE, "", "file walk.csv: found no line");
        refuses(MICE, "", "header of walk.csv: found the end of the file");
    }

    private static final String SINGLE =
            "scorer,D,D,D,D,D,D/bodyparts,nose,nose,nose,tail,tail,tail/" + "coords,x,y,likelihood,x,y,likelihood/";

    @Test
    void readsATableOfOneAnimal() throws IOException, MalformedRecordException {
        ReadFrames recording = read(MICE, SINGLE + "0,1,2,0.9,3,4,0.8/1,,,,,,/2,,,,5,6,0.5/");

        assertThat(recording.header().jointNames()).containsExactly("nose", "tail");
        assertThat(recording.header().scored()).isTrue();
        assertThat(recording.frames())
                .extracting(frame -> frame.people().size())
                .containsExactly(1, 0, 1);
        assertThat(recording.people().get(0).track()).isNull();
        assertThat(recording.people().get(0).keypoint()).containsExactly(1, 2, 3, 4);
        assertThat(recording.people().get(1).score()).containsExactly(0, 0.5);
    }

    private static final String MANY = "scorer,D,D,D,D,D,D/individuals,a,a,b,b,single,single/"
            + "bodyparts,nose,nose,nose,nose,food,food/coords,x,y,x,y,x,y/";

    @Test
    void readsIndividualsAsTracksAndPassesOverWhatBelongsToNone() throws IOException, MalformedRecordException {
        ReadFrames recording = read(MICE, MANY + "0,1,2,3,4,9,9/1,,,5,6,9,9/");

        assertThat(recording.header().scored()).isFalse();
        assertThat(recording.people()).extracting(Detection::track).containsExactly("a", "b", "b");
        assertThat(recording.people().get(2).keypoint()).containsExactly(5, 6);
        assertThat(recording.people().get(2).score()).containsExactly(1);
    }

    @Test
    void readsASingleIndividual() throws IOException, MalformedRecordException {
        ReadFrames recording = read(MICE, "scorer,D,D/individuals,single,single/bodyparts,nose,nose/coords,x,y/0,1,2/");

        assertThat(recording.people()).extracting(Detection::track).containsExactly("single");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SINGLE0,1,2,0.9,3,4,x      | likelihood of tail in line 4 (frame 0) of walk.csv: found 'x'",
                "SINGLE0,1,,0.9,3,4,1       | nose in line 4 (frame 0) of walk.csv: found x or y alone",
                "SINGLE0,1,2,0.9,3,4        | line 4 (frame 0) of walk.csv: found 6 cells, expected 7",
                "SINGLEimg7.png,1,2,1,3,4,1 | number of the frame in line 4 (frame img7.png) of walk.csv",
                "scorer,D/coords,x          | header of walk.csv: found 'coords', expected the row bodyparts",
                "scorer,D,D/bodyparts,n,n/coords,x,x | column 3 of walk.csv: found 'n x' twice",
                "scorer,D,D/bodyparts,n,n/coords,x,w | column 3 of walk.csv: found 'n w', expected x, y and likelihood",
                "scorer,D/bodyparts,n/coords,x       | n in the header of walk.csv: found a column is missing",
                "scorer,D,D,D,D/individuals,a,a,b,b/bodyparts,n,n,m,m/coords,x,y,x,y | body parts of b in the header"
            })
    void refusesATableOfDeepLabCut(String lines, String message) {
        refuses(MICE, lines.replace("SINGLE", SINGLE), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frame,nose_x,nose_y    | true  | false",
                "frame,landmark,x,y     | true  | false",
                "scorer,D,D/bodyparts,n | false | true",
                "recording,label        | false | false"
            })
    void tellsTablesApartByTheirFirstLines(String lines, boolean mediaPipe, boolean deepLabCut) {
        byte[] start = lines.replace('/', '\n').getBytes(StandardCharsets.UTF_8);

        assertThat(MEDIAPIPE.recognizes("walk.csv", start)).isEqualTo(mediaPipe);
        assertThat(MICE.recognizes("walk.csv", start)).isEqualTo(deepLabCut);
    }
}

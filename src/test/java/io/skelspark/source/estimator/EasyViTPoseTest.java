package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EasyViTPoseTest {
    private static final EasyViTPose FORMAT = new EasyViTPose();

    @TempDir
    Path folder;

    private ReadFrames read(String content) throws Exception {
        return ReadFrames.one(FORMAT, Files.writeString(folder.resolve("clip_result.json"), content));
    }

    @Test
    void readsTheSample() throws Exception {
        ReadFrames read = PoseSamples.check(FORMAT, "vitpose/walk_result.json");

        assertThat(read.header().jointNames()).hasSize(25).startsWith("nose");
        assertThat(read.header().frames()).isEqualTo(30);
    }

    @Test
    void putsXBeforeY() throws Exception {
        ReadFrames read =
                read("{\"keypoints\":[{},{\"4\":[[1,2,0.5],[3,4,0.25]]}],\"skeleton\":{\"1\":\"b\",\"0\":\"a\"}}");

        assertThat(read.indices()).containsExactly(0, 1);
        assertThat(read.counts()).containsExactly(0, 1);
        assertThat(read.tracks()).containsExactly("4");
        assertThat(read.frames().get(1).people().get(0).keypoint()).containsExactly(2, 1, 4, 3);
        assertThat(read.frames().get(1).people().get(0).score()).containsExactly(0.5, 0.25);
        assertThat(read.header().jointNames()).containsExactly("a", "b");
    }

    @Test
    void readsAFileWithoutNames() throws Exception {
        assertThat(read("{\"keypoints\":[{\"0\":[[1,2,0.5]]}]}").header().jointNames())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [] | content of clip_result.json: found '['
                    {"skeleton":{}} | keypoints of clip_result.json: found no such key
                    {"keypoints":[{},[]]} | keypoints of frame 1: found '['
                    {"keypoints":[{"3":[[1,2]]}]} | keypoints of person 3 in frame 0: found 1 joints of 2 numbers, expected y, x and score
                    {"keypoints":[{"3":[]}]} | keypoints of person 3 in frame 0: found 0 joints
                    {"keypoints":[{"3":[[1,2,NaN]]}]} | keypoints of person 3 in frame 0: found NaN
                    {"keypoints":[{"3":[[1,2,1]]}],"skeleton":{"x":"nose"}} | skeleton of clip_result.json: found 'x'
                    {"keypoints":[{"3":[[1,2,1]]} | Unexpected end-of-input
                    """)
    void rejectsWhatIsNotOfTheForm(String content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }
}

package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenPifPafTest {
    private static final OpenPifPaf FORMAT = new OpenPifPaf();
    private static final String PERSON = "{\"keypoints\":[1,2,0.5,0.0,-3.0,0.0],\"id_\":null}";

    @TempDir
    Path folder;

    private ReadFrames read(String... lines) throws Exception {
        return ReadFrames.one(FORMAT, write("clip.openpifpaf.json", String.join("\n", lines) + "\n"));
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String line(int frame, String... people) {
        return "{\"frame\":" + frame + ",\"predictions\":[" + String.join(",", people) + "]}";
    }

    @Test
    void readsTheSample() throws Exception {
        assertThat(PoseSamples.check(FORMAT, "openpifpaf/walk.openpifpaf.json")
                        .header()
                        .id())
                .isEqualTo("walk");
    }

    @Test
    void readsAPerson() throws Exception {
        ReadFrames read = read("{\"frame\":1,\"predictions\":[{\"keypoints\":[1,2,0.5,0.0,-3.0,0.0],"
                + "\"bbox\":[10,20,3,4],\"score\":0.8,\"category_id\":1,\"id_\":12}]}");

        Detection person = read.frames().get(0).people().get(0);
        assertThat(person.keypoint()).containsExactly(1, 2, 0, -3);
        assertThat(person.score()).containsExactly(0.5, 0);
        assertThat(person.box()).containsExactly(10, 20, 13, 24);
        assertThat(person.confidence()).isEqualTo(0.8);
        assertThat(person.track()).isEqualTo("12");
    }

    @Test
    void countsFromTheFirstLine() throws Exception {
        ReadFrames read = read(line(7, PERSON), line(8), line(10, PERSON, PERSON));

        assertThat(read.indices()).containsExactly(0, 1, 3);
        assertThat(read.counts()).containsExactly(1, 0, 2);
        assertThat(read.tracks()).containsOnly("-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [] | content of the line after frame 4: found '['
                    {"frame":4,"predictions":[]} | frame of the line after frame 4: found 4, expected more than 4
                    {"predictions":[]} | frame of the line after frame 4: found no such key
                    {"frame":5} | predictions of frame 5: found no such key
                    {"frame":5,"predictions":[{"keypoints":[1,2,3,4]}]} | keypoints of person 1 in frame 5: found 4 numbers
                    {"frame":5,"predictions":[{"keypoints":[1,2, | JSON of person 1 in frame 5: found Unexpected end-of-input
                    """)
    void rejectsABadLineByItsFrame(String line, String message) {
        assertThatThrownBy(() -> read(line(4, PERSON), line))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsAFileForEachImage() throws Exception {
        write("walk_01.jpg.predictions.json", "[" + PERSON + "]");
        write("walk_02.jpg.predictions.json", "[]");

        ReadFrames read = ReadFrames.one(new OpenPifPafImages(false), folder);

        assertThat(read.header().id()).isEqualTo("walk");
        assertThat(read.counts()).containsExactly(1, 0);
    }
}

package io.skelspark.source.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.JsonInput.Rows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {
    private static JsonInput json(String content) throws Exception {
        JsonInput json = new JsonInput("x.json", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        json.nextValue();
        return json;
    }

    @Test
    void readsRowsOfOneLength() throws Exception {
        Rows rows = json("[[1,2,3],[4,5,6]]").rows("keypoints");

        assertThat(rows.values()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(rows.width()).isEqualTo(3);
        assertThat(rows.count()).isEqualTo(2);
        assertThat(json("[]").rows("keypoints").count()).isZero();
    }

    @Test
    void readsMoreNumbersThanItHasRoomFor() throws Exception {
        String row = Collections.nCopies(300, 1.5).toString();

        assertThat(json(row).numbers("n")).hasSize(300).containsOnly(1.5);
        assertThat(json("[" + row + "," + row + "]").rows("n").values())
                .hasSize(600)
                .containsOnly(1.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [[1,2],[3]] | keypoints of x.json: found 1 numbers at position 1, expected 2, as at position 0
                    [[1],2] | keypoints of x.json: found '2', expected a list of numbers at position 1
                    [[1],["a"]] | keypoints of x.json: found 'a', expected numbers
                    [[1],[Infinity]] | keypoints of x.json: found Infinity at position 1, expected finite numbers
                    [[1],[2 | Unexpected end-of-input
                    {} | keypoints of x.json: found '{', expected an array
                    """)
    void rejectsWhatAreNoRows(String content, String message) {
        assertThatThrownBy(() -> json(content).rows("keypoints"))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "1.0,true", "false,false", "0,false"})
    void readsAFlag(String content, boolean flag) throws Exception {
        assertThat(json(content).flag("iscrowd")).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"yes\"", "null", "[]"})
    void rejectsWhatIsNoFlag(String content) {
        assertThatThrownBy(() -> json(content).flag("iscrowd"))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("iscrowd of x.json")
                .hasMessageContaining("expected true or false");
    }

    @Test
    void passesOverFieldsThatAreNull() throws Exception {
        JsonInput json = json("{\"a\":null,\"b\":1,\"c\":null}");

        assertThat(json.nextGivenField()).isTrue();
        assertThat(json.name()).isEqualTo("b");
        assertThat(json.nextGivenField()).isFalse();
        json.end();
    }

    @Test
    void knowsTheEndOfTheFile() throws Exception {
        JsonInput json = json("[1] ");
        json.skip();
        json.end();

        assertThat(json.isEnd()).isTrue();
        assertThatThrownBy(json("{} {}")::end).hasMessageContaining("content of x.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [1,] | JSON of x.json: found Unexpected character (']' (code 93)) at line 1, column 5, expected complete
                    [1 | JSON of x.json: found Unexpected end-of-input at line 1, column 3, expected complete
                    """)
    void namesDamageBriefly(String content, String message) {
        assertThatThrownBy(() -> json(content).numbers("n")).hasMessageStartingWith(message);
    }
}

package io.skelspark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts of unknown origin become in pages, tables and names of files. */
class TextFilesTest {
    @Test
    void showsControlCharactersAsEscapes() {
        assertThat(PlainText.line("a\u001b[2Jb\rc\nd\te\u0000\u007f\u0085"))
                .isEqualTo("a\\u001b[2Jb\\rc\\nd\\te\\u0000\\u007f\\u0085");
        assertThat(PlainText.line("user\u202egnp.exe \u2028 \ud800 \ufffe"))
                .isEqualTo("user\\u202egnp.exe \\u2028 \\ud800 \\ufffe");
        assertThat(PlainText.line("pick up, 拿起, שלום, 👋")).isEqualTo("pick up, 拿起, שלום, 👋");
        assertThat(PlainText.lines("a\n\tb\r\u001b")).isEqualTo("a\n\tb\\r\\u001b");
    }

    @Test
    void quotesCellsAsRfc4180() {
        assertThat(Csv.line(List.of("a", "b,c", "say \"x\"", "", "e;f")))
                .isEqualTo("a,\"b,c\",\"say \"\"x\"\"\",,\"e;f\"\n");
        assertThat(Csv.line(List.of("one\ntwo"))).isEqualTo("one\\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\uff1d1+1", "-", "=\"x\"", "--1", "-1.5.2"})
    void noCellIsAFormula(String cell) {
        assertThat(Csv.line(List.of(cell)).replace("\"", "")).startsWith("'").endsWith(cell.replace("\"", "") + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1.5", "+0.15", "-3", "1e-5", "-1.2E+10", ".5", "-.5"})
    void numbersStayNumbers(String cell) {
        assertThat(Csv.line(List.of(cell))).isEqualTo(cell + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S001C001P001R001A001", "a_b", "a-b.c", "7"})
    void plainIdsAreNamesOfFiles(String id) {
        assertThat(FileName.of(id)).isEqualTo(id);
    }

    @Test
    void otherIdsBecomeSafeShortAndDistinctNames() {
        List<String> ids = Stream.of(
                        "..",
                        ".",
                        "",
                        "a/b",
                        "a_b",
                        "a b",
                        "a:b",
                        "a\\b",
                        "/etc/passwd",
                        "../x",
                        ".hidden",
                        "_x",
                        "~",
                        "é",
                        "é!",
                        "a_b~0123456789ab",
                        "x".repeat(300),
                        "x".repeat(301),
                        "x".repeat(80),
                        "x".repeat(81),
                        "a\u0000b",
                        "-rf")
                .toList();
        List<String> names = ids.stream().map(FileName::of).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._~-]{0,79}"));
        assertThat(names.get(3)).startsWith("a_b~");
    }
}

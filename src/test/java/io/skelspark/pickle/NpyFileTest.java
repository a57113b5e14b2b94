package io.skelspark.pickle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
    private static NpyFile open(byte[] content) throws IOException {
        return NpyFile.open(new ByteArrayInputStream(content), "x.npy", content.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersionOfTheFormat(int version) throws IOException {
        byte[] halves = {0, 0x3c, 0, 0x40, 0, 0x42, 0, 0x44, 0, 0x45, 0, 0x46};

        NumpyArray array =
                open(NpyBytes.raw(version, "'<f2'", "False", "(2, 3)", halves)).array();

        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.tensor().values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void readsColumnMajorOrder() throws IOException {
        byte[] bytes = {1, 4, 2, 5, 3, 6};

        NumpyArray array =
                open(NpyBytes.raw(1, "'|u1'", "True", "(2, 3)", bytes)).array();

        assertThat(array.integers().values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void readsTheShapesThatPythonTwoWrites() throws IOException {
        assertThat(open(NpyBytes.raw(1, "'|u1'", "False", "(2L,)", new byte[2])).shape())
                .containsExactly(2);
    }

    @Test
    void readsEntryByEntry() throws IOException {
        NpyFile file = open(NpyBytes.floats("(2, 2)", 1, 2, 3, 4));

        assertThat(requireNonNull(file.next()).tensor().values()).containsExactly(1, 2);
        assertThat(requireNonNull(file.next()).tensor().values()).containsExactly(3, 4);
        assertThat(file.next()).isNull();
    }

    @Test
    void readsTexts() throws IOException {
        assertThat(open(NpyBytes.texts("(2,)", "wave", "sit")).array().texts()).containsExactly("wave", "sit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!O!                 | (1,)            | an array of Python objects",
                "[(!x!, !<f4!)]      | (1,)            | no header of a plain array",
                "!<f4!               | (1, x)          | no header of a plain array",
                "!<f4!               | (99999999999,)  | the size of an axis is a int 99999999999",
                "!<f4!               | (999, 999, 999) | needs 2^31 or more bytes, found 4",
                "!<f4!               | (2,)            | needs 8 bytes, found 4; the file is cut short",
                "!<f4!               | (0,)            | more bytes after the values",
            })
    void refusesWhatIsNoArrayOfItsShape(String descriptor, String shape, String reason) throws IOException {
        byte[] content = NpyBytes.raw(1, descriptor.replace("!", "'"), "False", shape, new byte[4]);

        assertThatThrownBy(() -> open(content).array())
                .isInstanceOf(BrokenPickleException.class)
                .hasMessageStartingWith("x.npy, byte ")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAFileCutShortAnywhere() {
        byte[] whole = NpyBytes.floats("(2, 2)", 1, 2, 3, 4);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> open(cut).array()).isInstanceOf(BrokenPickleException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsArchives(boolean compressed) throws IOException {
        byte[] content = NpyBytes.archive(Map.of("a", NpyBytes.floats("(2,)", 1, 2)), compressed);

        try (NpzFile archive = NpzFile.open(new ByteArrayInputStream(content), "x.npz")) {
            assertThat(archive.names()).containsExactly("a");
            assertThat(archive.array("a").array().tensor().values()).containsExactly(1, 2);
            assertThatThrownBy(() -> archive.array("b")).hasMessageContaining("no array b, found [a]");
        }
    }

    @Test
    void refusesAnArchiveThatUnpacksToFarMoreThanItsLength() throws IOException {
        byte[] zeros = NpyBytes.raw(1, "'|u1'", "False", "(99999999,)", new byte[99_999_999]);
        byte[] content = NpyBytes.archive(Map.of("a", zeros), true);

        assertThatThrownBy(() -> NpzFile.open(new ByteArrayInputStream(content), "x.npz"))
                .isInstanceOf(BrokenPickleException.class)
                .hasMessageContaining("arrays of more than");
    }

    @Test
    void refusesWhatIsNoArchive() {
        assertThatThrownBy(() -> NpzFile.open(new ByteArrayInputStream(new byte[50]), "x.npz"))
                .isInstanceOf(BrokenPickleException.class)
                .hasMessageContaining("a damaged zip archive");
    }

    @Test
    void readsAnObjectThatIsAPickle() throws IOException {
        byte[] pickle = new PickleBytes(3)
                .global("numpy.core.multiarray", "_reconstruct")
                .global("numpy", "ndarray")
                .tuple(0)
                .blob(new byte[] {'b'})
                .raw(0x87)
                .op('R')
                .op('(')
                .integer(1)
                .op(')')
                .dtype("O8", "|")
                .raw(0x89)
                .op(']')
                .text("content")
                .op('a')
                .op('t')
                .op('b')
                .stop();

        assertThat(open(NpyBytes.raw(1, "'|O'", "False", "()", pickle)).object())
                .isEqualTo("content");
        assertThatThrownBy(() -> open(NpyBytes.floats("()", 1)).object()).hasMessageContaining("expected an object");
    }
}

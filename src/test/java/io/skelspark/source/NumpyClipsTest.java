package io.skelspark.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.pickle.NpyBytes;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyClipsTest {
    private final Path folder;

    NumpyClipsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Two clips of one person, two frames, one joint and two coordinates. */
    static Map<String, byte[]> two() {
        Map<String, byte[]> arrays = new HashMap<>();
        arrays.put("keypoint", NpyBytes.floats("(2, 1, 2, 1, 2)", 1, 2, 3, 4, 5, 6, 0, 0));
        arrays.put("score", NpyBytes.floats("(2, 1, 2, 1)", 0.5, 0.25, 1, 0));
        arrays.put("frames", NpyBytes.longs("(2,)", 2, 1));
        arrays.put("label", NpyBytes.longs("(2,)", 1, 0));
        arrays.put("split", NpyBytes.texts("(2, 2)", "train", "val", "test", ""));
        arrays.put("id", NpyBytes.texts("(2,)", "a", "b"));
        arrays.put("img_shape", NpyBytes.longs("(2, 2)", 480, 640, 720, 1280));
        arrays.put("attributes.subject", NpyBytes.longs("(2,)", 7, 8));
        return arrays;
    }

    private List<SourceRecord> read(Map<String, byte[]> arrays) throws IOException {
        return read(NpyBytes.archive(arrays, true));
    }

    private List<SourceRecord> read(byte[] archive) throws IOException {
        Files.write(folder.resolve("set.npz"), archive);
        return SourceRecords.of(new NumpyClips(List.of(folder.toString()), List.of("sit", "wave")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsClipsThatArePaddedToOneLength(boolean compressed) throws IOException {
        List<SourceRecord> records = read(NpyBytes.archive(two(), compressed));

        assertThat(records).hasSize(2).allMatch(Annotation.class::isInstance);
        Annotation first = (Annotation) records.get(0);
        Annotation second = (Annotation) records.get(1);
        assertThat(first.id()).isEqualTo("a");
        assertThat(first.splits()).containsExactly("train", "val");
        assertThat(first.attributes()).isEqualTo(Map.of("subject", "7"));
        assertThat(first.sample().keypoint().values()).containsExactly(1, 2, 3, 4);
        assertThat(requireNonNull(first.sample().keypointScore()).values()).containsExactly(0.5, 0.25);
        PoseSample sample = second.sample();
        assertThat(second.splits()).containsExactly("test");
        assertThat(sample.label()).isZero();
        assertThat(sample.totalFrames()).isEqualTo(1);
        assertThat(sample.imgShape()).isEqualTo(new ImageShape(720, 1280));
        assertThat(sample.keypoint().shape()).containsExactly(1, 1, 1, 2);
        assertThat(sample.keypoint().values()).containsExactly(5, 6);
        assertThat(requireNonNull(sample.keypointScore()).values()).containsExactly(1);
    }

    @Test
    void cutsThePaddingOfEachPerson() throws IOException {
        List<SourceRecord> records = read(Map.of(
                "keypoint",
                NpyBytes.floats("(2, 2, 1, 2)", 1, 2, 0, 0, 3, 4, 0, 0),
                "frames",
                NpyBytes.longs("()", 1)));

        assertThat(((Annotation) records.get(0)).sample().keypoint().values()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void readsAFileOfOneClipUnderItsName() throws IOException {
        List<SourceRecord> records = read(Map.of(
                "keypoint", NpyBytes.floats("(1, 2, 1, 2)", 1, 2, 3, 4),
                "label", NpyBytes.texts("()", "wave"),
                "split", NpyBytes.texts("()", "train")));

        assertThat(records).hasSize(1);
        Annotation clip = (Annotation) records.get(0);
        assertThat(clip.id()).isEqualTo("set");
        assertThat(clip.sample().label()).isEqualTo(1);
        assertThat(clip.splits()).containsExactly("train");
        assertThat(clip.sample().keypointScore()).isNull();
        assertThat(clip.sample().imgShape()).isNull();
    }

    @Test
    void rejectsABadClipAndReadsTheNext() throws IOException {
        Map<String, byte[]> arrays = two();
        arrays.put("frames", NpyBytes.longs("(2,)", 3, 1));

        List<SourceRecord> records = read(arrays);

        assertThat(records.get(0)).isEqualTo(new Rejection("a", "frames", "3", "1 to 2"));
        assertThat(records.get(1)).isInstanceOf(Annotation.class);
    }

    @Test
    void losesAFileWithAnUnknownArray() throws IOException {
        Map<String, byte[]> arrays = two();
        arrays.put("scores", NpyBytes.longs("(2,)", 3, 1));

        assertThat(read(arrays)).singleElement().isInstanceOfSatisfying(Loss.class, loss -> {
            assertThat(loss.id()).isEqualTo("set.npz");
            assertThat(loss.found()).isEqualTo("'scores'");
            assertThat(loss.expected()).startsWith("keypoint, score, frames, label");
        });
    }

    @Test
    void losesAFileWhoseArraysDoNotFit() throws IOException {
        Map<String, byte[]> scores = two();
        scores.put("score", NpyBytes.floats("(2, 1, 1, 1)", 1, 1));
        Map<String, byte[]> labels = two();
        labels.put("label", NpyBytes.longs("(3,)", 1, 1, 1));

        assertThat(((Loss) read(scores).get(0)).found()).isEqualTo("[2, 1, 1, 1] with keypoint [2, 1, 2, 1, 2]");
        assertThat(((Loss) read(labels).get(0)).expected()).contains("2 of them");
    }

    @Test
    void losesTheRestOfAFileThatIsShorterThanItsShape() throws IOException {
        Map<String, byte[]> arrays = two();
        arrays.put("keypoint", NpyBytes.floats("(2, 1, 2, 1, 2)", 1, 2, 3, 4, 5, 6));

        List<SourceRecord> records = read(arrays);

        assertThat(records).hasSize(2);
        assertThat(records.get(0)).isInstanceOf(Annotation.class);
        assertThat(records.get(1)).isInstanceOfSatisfying(Loss.class, loss -> assertThat(loss.id())
                .isEqualTo("set.npz#1"));
    }

    @Test
    void refusesObjectsAndNamesWhatToWriteInstead() throws IOException {
        Map<String, byte[]> arrays = two();
        arrays.put("label", NpyBytes.raw(1, "'|O'", "False", "(2,)", new byte[9]));

        assertThat(((Loss) read(arrays).get(0)).found()).contains("set.npz!label.npy", "dtype=str");
    }

    @Test
    void namesAPathWithoutFiles() {
        NumpyClips source = new NumpyClips(List.of(folder.toString()), List.of());

        assertThatThrownBy(() -> source.files(new Configuration())).hasMessageContaining("no such file *.npz");
    }
}

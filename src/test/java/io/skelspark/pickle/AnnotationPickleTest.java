package io.skelspark.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationPickleTest {
    private static final String CHECK =
            """
            import pickle, sys
            import numpy
            data = pickle.load(open(sys.argv[1], 'rb'))
            assert list(data) == ['split', 'annotations'], data.keys()
            assert data['split'] == {'train': ['a', 'b'], 'val': ['b'], 'none': []}, data['split']
            first, second = data['annotations']
            assert first['frame_dir'] == 'a' and first['label'] == 4 and first['total_frames'] == 1
            assert first['img_shape'] == (480, 640) == first['original_shape']
            assert first['keypoint'].dtype == numpy.float16 and first['keypoint'].shape == (1, 1, 2, 2)
            assert first['keypoint'].flags.writeable and (first['keypoint'] == 1).all()
            assert first['keypoint_score'].dtype == numpy.float32 and first['keypoint_score'].tolist() == [[[0.5, 2]]]
            assert 'img_shape' not in second and second['frame_dir'] == 'b'
            print('sound')
            """;

    private static byte[] pickle() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AnnotationPickle pickle = new AnnotationPickle(bytes);
        pickle.split("train");
        pickle.member("a");
        pickle.member("b");
        pickle.split("val");
        pickle.member("b");
        pickle.split("none");
        AnnotationPickle.StoredArray ones =
                new AnnotationPickle.StoredArray("<f2", new int[] {1, 1, 2, 2}, PickleBytes.ones(4));
        AnnotationPickle.StoredArray score =
                new AnnotationPickle.StoredArray("<f4", new int[] {1, 1, 2}, new byte[] {0, 0, 0, 0x3f, 0, 0, 0, 0x40});
        pickle.annotation(new AnnotationPickle.PickledClip("a", 4, 1, new ImageShape(480, 640), ones, score));
        pickle.annotation(new AnnotationPickle.PickledClip("b", 0, 1, null, ones, null));
        pickle.finish();
        return bytes.toByteArray();
    }

    @Test
    void recordReaderReadsBackWhatWasWritten() throws IOException {
        List<Map<?, ?>> records = new ArrayList<>();
        try (RecordReader reader = RecordReader.ofArrays(
                new PickleInput(new ByteArrayInputStream(pickle()), "written", PickleInput.UNKNOWN_LENGTH))) {
            while (reader.advance()) {
                records.add((Map<?, ?>) reader.next());
            }
            assertThat(reader.beside("split"))
                    .isEqualTo(Map.of("train", List.of("a", "b"), "val", List.of("b"), "none", List.of()));
        }
        assertThat(records).hasSize(2);
        Map<?, ?> first = records.get(0);
        assertThat((Object) first.get("label")).isEqualTo(4);
        assertThat((Object[]) first.get("img_shape")).containsExactly(480, 640);
        NumpyArray keypoint = array(first, "keypoint");
        assertThat(keypoint.toString()).isEqualTo("array of <f2 [1, 1, 2, 2]");
        assertThat(keypoint.tensor().values()).containsExactly(1, 1, 1, 1);
        assertThat(array(first, "keypoint_score").tensor().values()).containsExactly(0.5, 2);
        assertThat(records.get(1).containsKey("keypoint_score")).isFalse();
    }

    private static NumpyArray array(Map<?, ?> record, String key) {
        return (NumpyArray) Objects.requireNonNull(record.get(key));
    }

    @Test
    void writesASetWithoutClips() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new AnnotationPickle(bytes).finish();
        Map<?, ?> content = (Map<?, ?>) SafeUnpickler.ofArrays().load(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(content).isEqualTo(Map.of("split", Map.of(), "annotations", List.of()));
    }

    @Test
    void splitsComeBeforeAnnotations() throws IOException {
        AnnotationPickle pickle = new AnnotationPickle(OutputStream.nullOutputStream());
        assertThatThrownBy(() -> pickle.member("a")).isInstanceOf(IllegalStateException.class);
        AnnotationPickle.StoredArray empty = new AnnotationPickle.StoredArray("<f2", new int[] {0}, new byte[0]);
        pickle.annotation(new AnnotationPickle.PickledClip("a", 0, 0, null, empty, null));
        assertThatThrownBy(() -> pickle.split("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pythonReadsThePickle(@TempDir Path folder) throws Exception {
        String python = System.getenv().getOrDefault("SKELSPARK_PYTHON", "python3");
        Assumptions.assumeTrue(
                output(python, "-c", "import numpy; print('here')").equals("here"),
                "no " + python + " with numpy ($SKELSPARK_PYTHON)");
        Path file = Files.write(folder.resolve("set.pkl"), pickle());
        Path check = Files.writeString(folder.resolve("check.py"), CHECK);

        assertThat(output(python, check.toString(), file.toString())).isEqualTo("sound");
    }

    private static String output(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(60, TimeUnit.SECONDS) ? text : "hangs";
        } catch (IOException none) {
            return String.valueOf(none.getMessage());
        }
    }
}

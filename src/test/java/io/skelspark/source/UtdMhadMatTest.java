package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.RealData;
import io.skelspark.skeleton.PoseSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;

class UtdMhadMatTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Path write(String name, String variable, int... size) throws IOException {
        Matrix matrix = Mat5.newMatrix(size);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.setDouble(i, i / 10.0);
        }
        Path file = folder.resolve(name);
        Mat5.writeToFile(Mat5.newMatFile().addArray(variable, matrix), file.toFile());
        return file;
    }

    private SourceRecord read(Path file) throws IOException {
        return new UtdMhadMat(folder.toString())
                .read(file.toString(), new Configuration())
                .next();
    }

    @Test
    void turnsColumnMajorJointsAxesFramesIntoPersonFrameJointAxis() throws IOException {
        Annotation annotation = (Annotation) read(write("a27_s7_t2_skeleton.mat", "d_skel", 2, 3, 2));
        PoseSample sample = annotation.sample();
        assertThat(sample.id()).isEqualTo("a27_s7_t2");
        assertThat(sample.label()).isEqualTo(26);
        assertThat(annotation.splits()).containsExactly("train");
        assertThat(annotation.attributes()).isEqualTo(Map.of("subject", "7", "take", "2"));
        assertThat(sample.keypoint().shape()).containsExactly(1, 2, 2, 3);
        double[] expected = {0, .2, .4, .1, .3, .5, .6, .8, 1, .7, .9, 1.1};
        assertThat(sample.keypoint().values())
                .containsExactly(
                        Arrays.stream(expected).map(value -> (float) value).toArray());
    }

    @Test
    void aClipOfOneFrameHasNoThirdAxisInTheFile() throws IOException {
        Annotation annotation = (Annotation) read(write("a1_s2_t1_skeleton.mat", "d_skel", 20, 3));
        assertThat(annotation.sample().keypoint().shape()).containsExactly(1, 1, 20, 3);
        assertThat(annotation.splits()).containsExactly("test");
    }

    @Test
    void rejectsEmptyTruncatedAndForeignFiles() throws IOException {
        Path file = write("a1_s1_t1_skeleton.mat", "d_skel", 20, 3, 50);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 100, 129, 200, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(read(file))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.id())
                            .isEqualTo("a1_s1_t1"));
        }
        Files.writeString(file, "not MATLAB ".repeat(100));
        assertThat(((Rejection) read(file)).field()).isEqualTo("file");
    }

    @Test
    void rejectsAFileWithoutItsVariableOrWithAnotherName() throws IOException {
        assertThat(((Rejection) read(write("a1_s1_t1_skeleton.mat", "d_depth", 20, 3, 2))).field())
                .isEqualTo("d_skel");
        assertThat(((Rejection) read(write("a1_s1_t1_skeleton.mat", "d_skel", 2, 3, 2, 2))).found())
                .contains("[2, 3, 2, 2]");
        assertThat(((Rejection) read(write("joints.mat", "d_skel", 2, 3, 2))).expected())
                .contains("aA_sS_tT");
    }

    @Test
    void readsThePublishedSet() throws IOException {
        UtdMhadMat source =
                new UtdMhadMat(RealData.folder("utd_mhad").resolve("Skeleton").toString());
        Map<String, Integer> splits = new TreeMap<>();
        Map<Integer, Integer> labels = new TreeMap<>();
        for (SourceRecord record : SourceRecords.of(source)) {
            Annotation annotation = (Annotation) record;
            splits.merge(annotation.splits().get(0), 1, Integer::sum);
            labels.merge(annotation.sample().label(), 1, Integer::sum);
            assertThat(annotation.sample().keypoint().shape()).startsWith(1).endsWith(20, 3);
        }
        assertThat(splits).isEqualTo(Map.of("train", 431, "test", 430));
        assertThat(labels).hasSize(27).containsKeys(0, 26);
    }
}

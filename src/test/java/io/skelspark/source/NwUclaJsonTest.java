package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.RealData;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NwUclaJsonTest {
    private static final String NAME = "a08_s01_e02_v03";
    private static final String CLIP = "{\"file_name\": \"" + NAME
            + "\", \"skeletons\": [[[0.1, 2, -3], [4, 5, 6]], [[7, 8, 9], [1, 1, 1]], [[0, 0, 0], [2, 2, 2.5]]],"
            + " \"label\": 7}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private SourceRecord read(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), content);
        NwUclaJson source = new NwUclaJson(folder.toString(), List.of(1, 2));
        return source.read(source.files(new Configuration()).get(0), new Configuration())
                .next();
    }

    private Rejection rejected(String content) throws IOException {
        return (Rejection) read(NAME, content);
    }

    @Test
    void readsJointsAsFloat32WithTheLabelFromTheFile() throws IOException {
        PoseSample sample = ((Annotation) read(NAME, CLIP)).sample();
        assertThat(sample.id()).isEqualTo(NAME);
        assertThat(sample.label()).isEqualTo(6);
        assertThat(sample.totalFrames()).isEqualTo(3);
        assertThat(sample.keypoint().shape()).containsExactly(1, 3, 2, 3);
        assertThat(sample.keypoint().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(sample.keypoint().values())
                .startsWith((double) 0.1f, 2, -3, 4)
                .endsWith(2, 2, 2.5);
    }

    @Test
    void theViewDecidesTheSplit() throws IOException {
        assertThat(((Annotation) read(NAME, CLIP)).splits()).containsExactly("test");
        assertThat(((Annotation) read(NAME, CLIP)).attributes())
                .isEqualTo(Map.of("subject", "1", "take", "2", "camera", "3"));
        Files.delete(folder.resolve(NAME + ".json"));
        String other = NAME.replace("v03", "v02");
        assertThat(((Annotation) read(other, CLIP.replace(NAME, other))).splits())
                .containsExactly("train");
    }

    @Test
    void rejectsAnEmptyFile() throws IOException {
        assertThat(rejected("")).isEqualTo(new Rejection(NAME, "file", "0 bytes", "one clip"));
    }

    @Test
    void rejectsATruncatedFile() throws IOException {
        Rejection rejection = rejected(CLIP.substring(0, CLIP.length() / 2));
        assertThat(rejection.id()).isEqualTo(NAME);
        assertThat(rejection.field()).isEqualTo("file");
        assertThat(rejection.found()).contains("end-of-input").contains("line 1");
    }

    @Test
    void rejectsRaggedArraysMissingKeysAndForeignNames() throws IOException {
        assertThat(rejected(CLIP.replace("[4, 5, 6]", "[4, 5]")).field()).isEqualTo("skeletons");
        assertThat(rejected(CLIP.replace("[4, 5, 6]", "[4, 5, null]")).found()).isEqualTo("'null'");
        assertThat(rejected(CLIP.replace("label", "lable")).field()).isEqualTo("label");
        assertThat(rejected(CLIP.replace(NAME, "a01_s01_e01_v01")))
                .as("the expectation is the same for all clips, which are counted by it")
                .isEqualTo(new Rejection(NAME, "file_name", "'a01_s01_e01_v01'", "the name of the file without .json"));
        assertThat(rejected("[]").field()).isEqualTo("file");
        assertThat(((Rejection) read("a00", CLIP)).field()).isEqualTo("file_name");
    }

    @Test
    void aFolderWithoutClipsIsAnErrorThatSaysWhereTheClipsAre() {
        assertThatThrownBy(() -> read("ctrgcn_split_lists", "{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("aAA_sSS_eEE_vVV.json")
                .hasMessageContaining("ctrgcn_split_lists.json")
                .hasMessageContaining("all_sqe");
    }

    @Test
    void aMissingFolderIsAnErrorNamingIt() {
        NwUclaJson source = new NwUclaJson(folder + "/nowhere", List.of(1, 2));
        assertThatThrownBy(() -> source.files(new Configuration()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("*.json");
        NwUclaJson empty = new NwUclaJson(folder.toString(), List.of(1, 2));
        assertThatThrownBy(() -> empty.files(new Configuration())).hasMessageContaining("holds no file");
    }

    @Test
    void readsThePublishedSet() throws IOException {
        Path real = RealData.folder("nw_ucla").resolve("all_sqe");
        NwUclaJson source = new NwUclaJson(real.toString(), List.of(1, 2));
        Map<String, Integer> splits = new TreeMap<>();
        Map<Integer, Integer> labels = new TreeMap<>();
        for (SourceRecord record : SourceRecords.of(source)) {
            Annotation annotation = (Annotation) record;
            splits.merge(annotation.splits().get(0), 1, Integer::sum);
            labels.merge(annotation.sample().label(), 1, Integer::sum);
        }
        assertThat(splits).isEqualTo(Map.of("train", 1020, "test", 464));
        assertThat(labels.keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
}

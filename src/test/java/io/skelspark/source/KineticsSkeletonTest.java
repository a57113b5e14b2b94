package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.RealData;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KineticsSkeletonTest {
    private static final Configuration HADOOP = new Configuration();
    private static final String LABELS = "{\"clip\": {\"has_skeleton\": true, \"label\": \"harp\","
            + " \"label_index\": 3}, \"none\": {\"has_skeleton\": false, \"label\": \"x\", \"label_index\": 1}}";

    private final Path folder;

    KineticsSkeletonTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("kinetics_train"));
        Files.writeString(folder.resolve("kinetics_train_label.json"), LABELS);
    }

    /** Returns a person with all joints at one place and with one score. */
    static String person(double x, double score) {
        return "{\"pose\": " + Collections.nCopies(36, x) + ", \"score\": " + Collections.nCopies(18, score) + "}";
    }

    static String frame(int index, String... people) {
        return "{\"frame_index\": " + index + ", \"skeleton\": [" + String.join(", ", people) + "]}";
    }

    static String clip(int label, String... frames) {
        return "{\"data\": [" + String.join(", ", frames) + "], \"label\": \"harp\", \"label_index\": " + label + "}";
    }

    private KineticsSkeleton source() {
        return KineticsSkeleton.of(folder.toString(), List.of("train"), 5, 2);
    }

    private List<SourceRecord> read(String id, String content) throws IOException {
        Path file = folder.resolve("kinetics_train").resolve(id + ".json");
        Files.writeString(file, content);
        return SourceRecords.of(source(), file.toString());
    }

    private Rejection rejected(String content) throws IOException {
        List<SourceRecord> records = read("clip", content);
        assertThat(records).singleElement().isInstanceOf(Rejection.class);
        return (Rejection) records.get(0);
    }

    @Test
    void keepsTheTwoOfHighestScoreInEachFrameFromTheCentre() throws IOException {
        List<SourceRecord> records = read(
                "clip",
                clip(
                        3,
                        frame(1),
                        frame(3, person(0.1, 0.2), person(0.25, 0.9), person(0.75, 0.5)),
                        frame(2, person(0.5, 0.3))));
        Annotation clip = (Annotation) records.get(0);
        PoseSample sample = clip.sample();
        assertThat(clip.splits()).containsExactly("train");
        assertThat(sample.label()).isEqualTo(3);
        assertThat(sample.keypoint().shape()).containsExactly(2, 3, 18, 2);
        assertThat(sample.keypoint().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(x(sample, 0, 0)).isZero();
        assertThat(x(sample, 0, 1)).isZero();
        assertThat(score(sample, 0, 1)).isEqualTo((float) 0.3);
        assertThat(x(sample, 0, 2)).isEqualTo(-0.25);
        assertThat(x(sample, 1, 2)).isEqualTo(0.25);
        assertThat(score(sample, 1, 2)).isEqualTo(0.5);
        assertThat(records.get(1))
                .isEqualTo(new Omission(
                        "clip", "detections", "1 of 4", "the 2 of highest score among the first 5 people of a frame"));
    }

    @Test
    void considersOnlyTheFirstPeopleOfAFrame() throws IOException {
        String weak = person(0.25, 0.1);
        List<SourceRecord> records = read("clip", clip(3, frame(1, weak, weak, weak, weak, weak, person(0.75, 0.9))));
        assertThat(x(((Annotation) records.get(0)).sample(), 0, 0)).isEqualTo(-0.25);
        assertThat(((Omission) records.get(1)).found()).isEqualTo("4 of 6");
    }

    @Test
    void aJointWithoutScoreIsZero() throws IOException {
        List<SourceRecord> records = read("clip", clip(3, frame(1, person(0.25, 0))));
        assertThat(((Annotation) records.get(0)).sample().keypoint().values()).containsOnly(0);
    }

    private static double x(PoseSample sample, int person, int frame) {
        return sample.keypoint().values()[(person * sample.totalFrames() + frame) * 36];
    }

    private static double score(PoseSample sample, int person, int frame) {
        Tensor score = Objects.requireNonNull(sample.keypointScore());
        return score.values()[(person * sample.totalFrames() + frame) * 18];
    }

    @Test
    void leavesOutClipsWithoutSkeletonAndRejectsThoseWithoutLabel() throws IOException {
        assertThat(read("none", "not read"))
                .containsExactly(new Omission("none", "clip", "has_skeleton is false", "clips with a skeleton"));
        assertThat(read("stranger", clip(3, frame(1))))
                .containsExactly(new Rejection(
                        "stranger", "label", "no entry in kinetics_train_label.json", "an entry for each clip"));
    }

    @Test
    void rejectsDamagedClipsNamingWhatIsWrong() throws IOException {
        String sound = clip(3, frame(1, person(0.5, 1)));
        assertThat(rejected("").found()).isEqualTo("0 bytes");
        assertThat(rejected("a novel").field()).isEqualTo("file");
        assertThat(rejected("[]").field()).isEqualTo("file");
        assertThat(rejected(sound.substring(0, 90)).found()).contains("end-of-input");
        assertThat(rejected(sound + "{}").found()).isEqualTo("more text after the object");
        assertThat(rejected(clip(4, frame(1))).found()).isEqualTo("4 in the clip and 3 among the labels");
        assertThat(rejected(clip(3, frame(0))).field()).isEqualTo("frame_index");
        assertThat(rejected(clip(3, frame(1_000_000_000))).found()).isEqualTo("1000000000");
        assertThat(rejected(sound.replace("\"frame_index\": 1", "\"frame_index\": 99999999999999"))
                        .field())
                .isEqualTo("file");
        assertThat(rejected(clip(3, frame(1), frame(1))).found()).isEqualTo("frame 1 twice");
        assertThat(rejected(sound.replaceFirst("0.5, ", "")).found()).isEqualTo("35 numbers");
        assertThat(rejected(sound.replaceFirst("0.5, ", "0.5, 0.5, ")).found()).isEqualTo("more than 36");
        assertThat(rejected(sound.replaceFirst("0.5, ", "null, ")).found()).isEqualTo("'null'");
        assertThat(rejected(sound.replace("\"score\"", "\"scores\"")).field()).isEqualTo("score");
        assertThat(rejected(sound.replace("\"data\"", "\"dates\"")).field()).isEqualTo("data");
    }

    @Test
    void aMissingOrDamagedLabelFileIsAnErrorNamingIt() throws IOException {
        read("clip", "{}");
        assertThat(source().files(HADOOP)).hasSize(2);
        Path labels = folder.resolve("kinetics_train_label.json");
        for (String damaged : List.of("", "{", "[]", "{\"a\": 3}", "{\"a\": {\"has_skeleton\": true}}")) {
            Files.writeString(labels, damaged);
            assertThatThrownBy(() -> source().files(HADOOP))
                    .as(damaged)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("kinetics_train_label.json");
        }
        Files.delete(labels);
        assertThatThrownBy(() -> source().files(HADOOP)).hasMessageContaining("no such file");
    }

    @Test
    void rejectsEachClipThatTheLabelFileNamesAndTheFolderLacks() throws IOException {
        read("other", "{}");
        Path labels = folder.resolve("kinetics_train_label.json");
        Files.writeString(
                labels,
                "{\"lost\": {\"has_skeleton\": true, \"label_index\": 3}, \"other\": {\"has_skeleton\": true,"
                        + " \"label_index\": 3}, \"empty\": {\"has_skeleton\": false, \"label_index\": 3}}");

        assertThat(SourceRecords.of(source(), source().files(HADOOP).get(1)))
                .containsExactly(new Rejection(
                        "lost", "file", "none; kinetics_train_label.json names the clip", "a file of each clip"));
    }

    @Test
    void readsPublishedClips() throws IOException {
        Path real = RealData.folder("kinetics_skeleton");
        KineticsSkeleton source = KineticsSkeleton.of(real.toString(), List.of("train"), 5, 2);
        List<SourceRecord> records = SourceRecords.of(source);
        assertThat(records).noneMatch(Rejection.class::isInstance);
        assertThat(records.stream().filter(Annotation.class::isInstance).map(clip -> ((Annotation) clip).sample()))
                .hasSize(5)
                .allSatisfy(sample -> {
                    assertThat(sample.totalFrames()).isIn(240, 299);
                    assertThat(sample.keypoint().shape()).containsExactly(2, sample.totalFrames(), 18, 2);
                    assertThat(Arrays.stream(sample.keypoint().values())).allMatch(value -> Math.abs(value) < 0.75);
                    assertThat(sample.label()).isBetween(0, 4);
                });
        assertThat(records).anyMatch(Omission.class::isInstance);
    }
}

package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    private static final String CLIP = "{\"id\": \"w-1\", \"label\": \"wave\", \"splits\": [\"train\", \"all\"],"
            + " \"img-shape\": [480, 640], \"keypoint\": [[[[1, 2.5], [3, 4]], [[5, 6], [7, 8]], [[9, 0], [1, 1]]]],"
            + " \"keypoint-score\": [[[0.5, 1], [0.25, 0], [1, 1]]]}";
    private static final String PLAIN =
            "{\"id\": \"p-1\", \"label\": 0, \"split\": \"train\", \"keypoint\": [[[[1, 2, 3]]]]}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private List<SourceRecord> read(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
        return SourceRecords.of(new JsonLines(List.of(folder.resolve(name).toString()), List.of("sit", "wave"), 1000));
    }

    private List<SourceRecord> lines(String... lines) throws IOException {
        return read("clips.jsonl", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private Rejection rejected(String line) throws IOException {
        return (Rejection) lines(line).get(0);
    }

    @Test
    void readsAClipWithAllItsKeys() throws IOException {
        Annotation annotation = (Annotation) lines(CLIP, "").get(0);
        PoseSample sample = annotation.sample();
        assertThat(annotation.splits()).containsExactly("train", "all");
        assertThat(sample.id()).isEqualTo("w-1");
        assertThat(sample.label()).isEqualTo(1);
        assertThat(sample.imgShape()).isEqualTo(new ImageShape(480, 640));
        assertThat(sample.totalFrames()).isEqualTo(3);
        assertThat(sample.keypoint().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(sample.keypoint().shape()).containsExactly(1, 3, 2, 2);
        assertThat(sample.keypoint().values()).containsExactly(1, 2.5, 3, 4, 5, 6, 7, 8, 9, 0, 1, 1);
        assertThat(Objects.requireNonNull(sample.keypointScore()).values()).containsExactly(.5, 1, .25, 0, 1, 1);
    }

    @Test
    void attributesAreTextsNumbersOrFlags() throws IOException {
        String attributes = "{\"subject\": 3, \"room\": \"a, b\", \"left-handed\": true, \"age\": 30.5}";
        String line = PLAIN.replace("\"split\"", "\"attributes\": " + attributes + ", \"split\"");
        assertThat(((Annotation) lines(line).get(0)).attributes())
                .isEqualTo(Map.of("subject", "3", "room", "a, b", "left-handed", "true", "age", "30.5"));
        assertThat(((Annotation) lines(PLAIN).get(0)).attributes()).isEmpty();
        assertThat(rejected(line.replace("30.5", "[1]")))
                .isEqualTo(new Rejection(
                        "clips.jsonl:1 (p-1)", "attributes.age", "'['", "a text, a number, true or false"));
        assertThat(rejected(line.replace("30.5", "null")).field()).isEqualTo("attributes.age");
        assertThat(rejected(line.replace(attributes, "[3]")).expected()).isEqualTo("an object of names and values");
    }

    @Test
    void scoresAndImageSizeAreOptional() throws IOException {
        PoseSample sample = ((Annotation) lines(PLAIN).get(0)).sample();
        assertThat(sample.imgShape()).isNull();
        assertThat(sample.keypointScore()).isNull();
        assertThat(sample.label()).isZero();
    }

    @Test
    void rejectsABadLineByFileAndLineAndReadsTheNext() throws IOException {
        List<SourceRecord> records = lines(PLAIN, "{\"id\": \"broken", "", CLIP);
        assertThat(records).hasSize(3);
        assertThat(records.get(1)).isInstanceOf(Rejection.class);
        assertThat(records.get(1).id()).isEqualTo("clips.jsonl:2");
        assertThat(records.get(2).id()).isEqualTo("w-1");
    }

    @Test
    void rejectsLinesThatAreNotClips() throws IOException {
        assertThat(rejected(PLAIN.replace("label", "lable")).found()).isEqualTo("key 'lable'");
        assertThat(rejected(PLAIN.replace("\"id\": \"p-1\",", "")).field()).isEqualTo("id");
        assertThat(rejected(CLIP.replace("\"wave\"", "\"jump\"")).found()).isEqualTo("'jump'");
        assertThat(rejected(PLAIN.replace("[[[[1, 2, 3]]]]", "[[[1, 2, 3]]]")).field())
                .isEqualTo("keypoint");
        assertThat(rejected(PLAIN.replace("[[[[1, 2, 3]]]]", "null")).field()).isEqualTo("keypoint");
        assertThat(rejected(CLIP.replace("[480, 640]", "[480]")).field()).isEqualTo("img-shape");
        assertThat(rejected("[1]").field()).isEqualTo("line");
        assertThat(rejected(PLAIN + PLAIN).field()).isEqualTo("line");
        assertThat(rejected(PLAIN.replace("\"split\"", "\"id\"")).field()).isEqualTo("line");
    }

    @Test
    void keepsNanSoThatTheValidatorCanNameIt() throws IOException {
        PoseSample sample =
                ((Annotation) lines(PLAIN.replace("2, 3", "NaN, -Infinity")).get(0)).sample();
        assertThat(sample.keypoint().values()).containsExactly(1, Double.NaN, Double.NEGATIVE_INFINITY);
    }

    @Test
    void aClipWithoutFramesKeepsItsEmptyAxis() throws IOException {
        PoseSample sample =
                ((Annotation) lines(PLAIN.replace("[[[[1, 2, 3]]]]", "[[]]")).get(0)).sample();
        assertThat(sample.keypoint().shape()).containsExactly(1, 0, 0, 0);
    }

    @Test
    void rejectsALineBeyondTheLimitAndReadsTheNext() throws IOException {
        String exact = PLAIN + " ".repeat(1000 - PLAIN.length());
        List<SourceRecord> records = lines(exact, exact + " ", "x".repeat(300_000), CLIP);
        assertThat(records).hasSize(4);
        assertThat(records.get(0)).isInstanceOf(Annotation.class);
        assertThat(((Rejection) records.get(1)).found()).isEqualTo("more than 1000 bytes");
        assertThat(records.get(2).id()).isEqualTo("clips.jsonl:3");
        assertThat(records.get(3)).isInstanceOf(Annotation.class);
    }

    @Test
    void readsGzipAndRejectsTheRestOfABrokenStream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((PLAIN + "\n" + CLIP + "\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = bytes.toByteArray();
        assertThat(read("clips.jsonl.gz", whole)).hasSize(2).allMatch(Annotation.class::isInstance);
        List<SourceRecord> broken = read("clips.jsonl.gz", Arrays.copyOf(whole, whole.length - 12));
        assertThat(broken.get(broken.size() - 1)).isInstanceOf(Loss.class);
        assertThat(read("clips.jsonl.gz", new byte[] {1, 2, 3})).singleElement().isInstanceOf(Loss.class);
        assertThat(read("clips.jsonl.gz", new byte[0])).singleElement().isInstanceOf(Loss.class);
    }

    @Test
    void aFileCutInsideALineIsALossAndOneWithoutTheLastLineFeedIsWhole() throws IOException {
        for (int cut = 1; cut < CLIP.length(); cut++) {
            List<SourceRecord> records = lines(PLAIN, CLIP.substring(0, CLIP.length() - cut));
            assertThat(records.get(1)).as("%d characters cut", cut).isInstanceOf(Loss.class);
        }
        assertThat(lines(PLAIN, CLIP)).allMatch(Annotation.class::isInstance);
        assertThat(rejected("{\"id\": \"broken\n").field()).isEqualTo("line");
    }

    @Test
    void refusesACompressedFileOfOneLongLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 160; i++) {
                gzip.write(zeros);
            }
        }
        assertThat(read("clips.jsonl.gz", bytes.toByteArray()))
                .last()
                .isInstanceOfSatisfying(
                        Loss.class, loss -> assertThat(loss.found()).contains("more than 200 times"));
    }

    @Test
    void rejectsAnEmptyFile() throws IOException {
        assertThat(lines(""))
                .containsExactly(new Rejection("clips.jsonl", "file", "no line", "one JSON object per line"));
    }

    @Test
    void takesFilesFoldersAndPatternsInOrder() throws IOException {
        Files.createDirectory(folder.resolve("more"));
        for (String name : List.of("b.jsonl", "a.jsonl", "more/c.jsonl", "more/notes.txt")) {
            Files.writeString(folder.resolve(name), PLAIN);
        }
        JsonLines source = new JsonLines(List.of(folder + "/more", folder + "/*.jsonl"), List.of("sit"), 1000);
        assertThat(source.files(new Configuration()).stream()
                        .map(file -> file.substring(file.lastIndexOf('/') + 1))
                        .toList())
                .containsExactly("c.jsonl", "a.jsonl", "b.jsonl");
        assertThatThrownBy(() -> new JsonLines(List.of(folder + "/none*"), List.of(), 1).files(new Configuration()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none*");
    }

    @Test
    void readsAFileWithAColonInItsName() throws IOException {
        Files.writeString(folder.resolve("a:b.jsonl"), PLAIN);
        Files.writeString(folder.resolve("c.jsonl"), PLAIN);

        assertThat(SourceRecords.of(new JsonLines(List.of(folder.toString()), List.of("sit"), 1000)))
                .hasSize(2)
                .allMatch(Annotation.class::isInstance);
        assertThat(SourceRecords.of(new JsonLines(List.of(folder + "/a:b.jsonl"), List.of("sit"), 1000)))
                .hasSize(1);
        assertThatThrownBy(() ->
                        new JsonLines(List.of(folder + "/b:a.jsonl"), List.of("sit"), 1000).files(new Configuration()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("b:a.jsonl: no such file");
    }

    @Test
    void theSampleIsValid() throws IOException {
        List<SourceRecord> records =
                SourceRecords.of(new JsonLines(List.of("datasets/sample"), List.of("wave", "squat", "walk"), 1 << 20));
        Validator validator = new Validator(17, 2, 3, List.of("train", "test"), ClipNeeds.NONE);
        assertThat(records).hasSize(12).allSatisfy(record -> {
            Annotation annotation = (Annotation) record;
            assertThat(validator.check(annotation)).isNull();
        });
        assertThat(records)
                .filteredOn(record -> ((Annotation) record).splits().contains("test"))
                .extracting(record -> ((Annotation) record).sample().label())
                .containsExactly(0, 1, 2);
    }
}

package io.skelspark.source.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.storage.Existing;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSetTest {
    private static final List<Annotation> CLIPS = DemoClips.of(1);

    @Test
    void holdsEveryClassEquallyOften() {
        assertThat(CLIPS).hasSize(560);
        assertThat(DemoSet.labels()).hasSize(8);
        for (int label = 0; label < 8; label++) {
            assertThat(samples("train", label)).hasSize(50);
            assertThat(samples("test", label)).hasSize(20);
        }
        assertThat(CLIPS).extracting(Annotation::id).doesNotHaveDuplicates();
    }

    @Test
    void sharesNoSubjectBetweenTheSplits() {
        assertThat(subjects("train")).hasSize(10).doesNotContainAnyElementsOf(subjects("test"));
        assertThat(subjects("test")).hasSize(4);
    }

    @Test
    void holdsClipsOfManyLengthsWithBystandersAndMissingJoints() {
        assertThat(CLIPS).allSatisfy(clip -> {
            assertThat(clip.sample().totalFrames()).isBetween(40, 90);
            assertThat(clip.sample().keypoint().shape())
                    .containsExactly(
                            clip.sample().keypoint().size(0), clip.sample().totalFrames(), 17, 2);
        });
        assertThat(CLIPS.stream()
                        .filter(clip -> clip.sample().keypoint().size(0) == 2)
                        .count())
                .isBetween(70L, 150L);
        double[] scores = CLIPS.stream()
                .flatMapToDouble(clip -> Arrays.stream(
                        score(clip.sample()).values(), 0, 17 * clip.sample().totalFrames()))
                .toArray();
        double missing =
                (double) Arrays.stream(scores).filter(score -> score == 0).count() / scores.length;
        assertThat(missing).isBetween(0.005, 0.03);
    }

    @Test
    void putsALostJointAtZeroAndTheOthersInThePicture() {
        for (Annotation clip : CLIPS) {
            double[] keypoint = clip.sample().keypoint().values();
            double[] score = score(clip.sample()).values();
            for (int i = 0; i < score.length; i++) {
                double x = keypoint[2 * i];
                double y = keypoint[2 * i + 1];
                boolean lost = score[i] == 0 && x == 0 && y == 0;
                if (!lost && !(score[i] >= 0.7f && score[i] <= 1 && x > 0 && x < 1920 && y > 0 && y < 1080)) {
                    fail("%s: joint at (%s, %s) with score %s", clip.id(), x, y, score[i]);
                }
            }
        }
    }

    @Test
    void writesTheSameFilesForTheSameSeed(@TempDir Path folder) throws IOException {
        DemoSet.write(folder.resolve("one"), 1, Existing.REFUSE);
        DemoSet.write(folder.resolve("again"), 1, Existing.REFUSE);
        DemoSet.write(folder.resolve("other"), 2, Existing.REFUSE);
        Path file = Path.of("train-0.jsonl");
        assertThat(folder.resolve("again").resolve(file))
                .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        assertThat(Files.mismatch(
                        folder.resolve("one").resolve(file),
                        folder.resolve("other").resolve(file)))
                .isNotEqualTo(-1);
    }

    @Test
    void writesOneJsonObjectPerLine(@TempDir Path folder) throws IOException {
        DemoSet.write(folder, 1, Existing.REFUSE);
        int found = 0;
        for (String split : List.of("train", "test")) {
            for (Path file : files(folder, split)) {
                for (String line : Files.readAllLines(file)) {
                    Annotation expected = CLIPS.get(found);
                    assertThat(line).startsWith("{\"id\": \"" + expected.id() + "\", ");
                    assertThat(expected.splits()).containsExactly(split);
                    // every seventh clip covers every class, and clips of one and two people
                    if (found % 7 == 0) {
                        assertSame(new ObjectMapper().readTree(line), expected);
                    }
                    found++;
                }
            }
        }
        assertThat(found).isEqualTo(CLIPS.size());
        assertThat(Files.readAllLines(folder.resolve("labels.txt"))).isEqualTo(DemoSet.labels());
    }

    private static void assertSame(JsonNode clip, Annotation expected) {
        assertThat(clip.get("id").asText()).isEqualTo(expected.id());
        assertThat(clip.get("split").asText()).isEqualTo(expected.splits().get(0));
        assertThat(clip.get("label").asText())
                .isEqualTo(DemoSet.labels().get(expected.sample().label()));
        assertThat(clip.get("img-shape").toString()).isEqualTo("[1080,1920]");
        assertSame(clip.get("keypoint"), expected.sample().keypoint());
        assertSame(clip.get("keypoint-score"), score(expected.sample()));
    }

    private static void assertSame(JsonNode array, Tensor expected) {
        List<Double> values = new ArrayList<>();
        flatten(array, 0, expected.shape(), values);
        assertThat(values).hasSize(expected.values().length);
        double worst = 0;
        for (int i = 0; i < values.size(); i++) {
            worst = Math.max(worst, Math.abs(values.get(i) - expected.values()[i]));
        }
        // the expected values are the same two decimals, rounded to float32
        assertThat(worst).isCloseTo(0, within(1e-4));
    }

    private static void flatten(JsonNode node, int axis, int[] shape, List<Double> values) {
        if (axis == shape.length) {
            values.add(node.doubleValue());
            return;
        }
        assertThat(node.size()).isEqualTo(shape[axis]);
        node.forEach(entry -> flatten(entry, axis + 1, shape, values));
    }

    private static List<Path> files(Path folder, String split) throws IOException {
        try (var stream = Files.list(folder)) {
            List<Path> files = new ArrayList<>(
                    stream.filter(path -> path.getFileName().toString().startsWith(split))
                            .toList());
            Collections.sort(files);
            return files;
        }
    }

    private static List<PoseSample> samples(String split, int label) {
        return CLIPS.stream()
                .filter(clip -> clip.splits().contains(split) && clip.sample().label() == label)
                .map(Annotation::sample)
                .toList();
    }

    private static Set<String> subjects(String split) {
        return CLIPS.stream()
                .filter(clip -> clip.splits().contains(split))
                .map(clip -> clip.id().substring(0, clip.id().indexOf('-')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Tensor score(PoseSample sample) {
        return Objects.requireNonNull(sample.keypointScore());
    }
}

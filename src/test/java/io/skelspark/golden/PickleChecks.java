package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.pickle.OptimizerState;
import io.skelspark.pickle.PickleInput;
import io.skelspark.pickle.RecordReader;
import io.skelspark.pickle.TorchCheckpoint;
import io.skelspark.pickle.TorchTensor;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.PysklPickle;
import io.skelspark.source.SourceRecord;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Pickles of annotations and checkpoints against the same values in npz and json. */
final class PickleChecks {
    private PickleChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of(
                "read PYSKL annotation pickle", PickleChecks::annotations,
                "read checkpoints: views, strides, dtypes, zip and legacy container", PickleChecks::tensors,
                "read a mid-training checkpoint", PickleChecks::resume);
    }

    private static void annotations(GoldenCase golden) throws Exception {
        JsonNode json = golden.json(".json");
        List<Annotation> found = read(golden.file(".pkl"));
        List<Map<?, ?>> raw = readRaw(golden.file(".pkl"));
        JsonNode expected = json.get("annotations");
        assertThat(found).hasSize(expected.size());
        assertThat(raw).hasSize(expected.size());
        for (int i = 0; i < found.size(); i++) {
            PoseSample sample = found.get(i).sample();
            JsonNode entry = expected.get(i);
            assertThat(sample.id()).isEqualTo(entry.get("frame_dir").asText());
            assertThat(found.get(i).splits())
                    .as("splits of " + sample.id())
                    .isEqualTo(splits(json.get("split"), sample.id()));
            assertThat(sample.label()).isEqualTo(entry.get("label").asInt());
            assertThat(sample.totalFrames()).isEqualTo(entry.get("total_frames").asInt());
            compareKeys(raw.get(i), entry);
            compareArrays(golden, sample, raw.get(i), Npz.read(golden.file("/" + sample.id() + ".npz")));
        }
    }

    static List<Annotation> read(Path file) throws IOException {
        List<Annotation> annotations = new ArrayList<>();
        PysklPickle source = new PysklPickle(file.toAbsolutePath().toString());
        Configuration hadoop = new Configuration();
        Iterator<SourceRecord> records = source.read(source.files(hadoop).get(0), hadoop);
        records.forEachRemaining(record -> {
            assertThat(record).isInstanceOf(Annotation.class);
            annotations.add((Annotation) record);
        });
        return annotations;
    }

    /** The annotations of a pickle as they are stored. */
    static List<Map<?, ?>> readRaw(Path file) throws IOException {
        List<Map<?, ?>> dicts = new ArrayList<>();
        try (RecordReader reader = RecordReader.ofArrays(
                new PickleInput(Files.newInputStream(file), file.toString(), PickleInput.UNKNOWN_LENGTH))) {
            while (reader.advance()) {
                dicts.add((Map<?, ?>) reader.next());
            }
        }
        return dicts;
    }

    private static List<String> splits(JsonNode split, String id) {
        List<String> names = new ArrayList<>();
        split.fields().forEachRemaining(entry -> entry.getValue().forEach(member -> {
            if (member.asText().equals(id)) {
                names.add(entry.getKey());
            }
        }));
        return names;
    }

    private static void compareKeys(Map<?, ?> dict, JsonNode entry) {
        List<String> keys = new ArrayList<>();
        entry.fieldNames().forEachRemaining(keys::add);
        assertThat(dict.keySet().stream().map(Object::toString)).containsExactlyElementsOf(keys);
    }

    private static void compareArrays(GoldenCase golden, PoseSample sample, Map<?, ?> dict, Npz npz) {
        for (String name : npz.arrays().keySet()) {
            Npz.Array expected = npz.array(name);
            switch (name) {
                case "keypoint" -> compare(golden, name, expected, sample.keypoint());
                case "keypoint_score" -> compare(golden, name, expected, sample.keypointScore());
                case "label" -> assertThat(sample.label()).isEqualTo(expected.scalar());
                case "total_frames" -> assertThat(sample.totalFrames()).isEqualTo(expected.scalar());
                case "img_shape" ->
                    assertThat(sample.imgShape()).isEqualTo(new ImageShape(expected.ints()[0], expected.ints()[1]));
                default ->
                    golden.compare(
                            name,
                            expected.values(),
                            Arrays.stream((Object[]) dict.get(name))
                                    .mapToDouble(size -> ((Number) size).doubleValue())
                                    .toArray());
            }
        }
    }

    private static void compare(GoldenCase golden, String name, Npz.Array expected, @Nullable Tensor found) {
        assertThat(found).as(name).isNotNull();
        if (found != null) {
            assertThat(found.dtype().descriptor()).isEqualTo(expected.descriptor());
            assertThat(found.shape()).containsExactly(expected.shape());
            golden.compare(name, expected.values(), found.values());
        }
    }

    private static void tensors(GoldenCase golden) throws Exception {
        for (Path file : golden.files()) {
            if (file.toString().endsWith(".pth")) {
                compareTensors(golden, checkpoint(file));
            }
        }
    }

    private static TorchCheckpoint checkpoint(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return TorchCheckpoint.read(stream, file.toString());
        }
    }

    private static void compareTensors(GoldenCase golden, TorchCheckpoint checkpoint) throws IOException {
        Npz npz = golden.npz();
        Map<String, TorchTensor> tensors = checkpoint.stateDict();
        assertThat(tensors.keySet())
                .containsExactlyInAnyOrderElementsOf(npz.arrays().keySet());
        tensors.forEach((name, tensor) -> {
            Npz.Array expected = npz.array(name);
            String type = expected.descriptor();
            assertThat(tensor.shape()).as(name).containsExactly(expected.shape());
            assertThat(tensor.type().floating()).as(name + " " + type).isEqualTo(type.contains("f"));
            if (!name.equals("bfloat16")) { // the npz holds it as float32
                assertThat(tensor.type().bytes()).as(name).isEqualTo(type.charAt(2) - '0');
            }
            golden.compare(name, expected.values(), tensor.doubles());
        });
    }

    private static void resume(GoldenCase golden) throws Exception {
        JsonNode json = golden.json(".json");
        TorchCheckpoint checkpoint = checkpoint(golden.file(".pth"));
        List<String> keys = new ArrayList<>();
        json.get("keys").forEach(key -> keys.add(key.asText()));
        assertThat(checkpoint.entries().keySet()).containsExactlyElementsOf(keys);
        assertThat(checkpoint.meta()).containsEntry("epoch", 16).containsEntry("iter", 1234);

        Map<String, TorchTensor> states = checkpoint.stateDict();
        List<String> parameters = new ArrayList<>();
        json.get("params").fieldNames().forEachRemaining(parameters::add);
        for (String name : parameters) {
            compareSummary(golden, "params", json.get("params").get(name), states.get(name));
        }

        Optional<OptimizerState> optimizer = checkpoint.optimizer();
        assertThat(optimizer).isPresent();
        Map<Integer, TorchTensor> momentum = optimizer.orElseThrow().momentum();
        assertThat(momentum).hasSize(json.get("momentum").size());
        for (Map.Entry<Integer, TorchTensor> buffer : momentum.entrySet()) {
            String name = parameters.get(buffer.getKey());
            compareSummary(golden, "momentum", json.get("momentum").get(name), buffer.getValue());
        }
        assertThat(optimizer.orElseThrow().groups()).singleElement().satisfies(group -> assertThat(group)
                .containsEntry("lr", json.get("lr").asDouble()));
    }

    private static void compareSummary(
            GoldenCase golden, String array, @Nullable JsonNode expected, @Nullable TorchTensor tensor) {
        assertThat(expected).isNotNull();
        assertThat(tensor).isNotNull();
        if (expected == null || tensor == null) {
            return;
        }
        double[] values = tensor.doubles();
        List<Double> first = new ArrayList<>();
        expected.get("first8").forEach(value -> first.add(value.asDouble()));
        double[] head = first.stream().mapToDouble(Double::doubleValue).toArray();
        golden.compare(array, head, Arrays.copyOf(values, head.length));
        golden.compare(
                array,
                new double[] {
                    expected.get("sum").asDouble(),
                    expected.get("abs_sum").asDouble(),
                    expected.get("l2").asDouble(),
                    expected.get("numel").asDouble()
                },
                new double[] {
                    DoubleStream.of(values).sum(),
                    DoubleStream.of(values).map(Math::abs).sum(),
                    Math.sqrt(
                            DoubleStream.of(values).map(value -> value * value).sum()),
                    values.length
                });
    }
}

package io.skelspark.pipeline;

import io.skelspark.SharedSpark;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.prepared.ClipRules;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.ClipNeeds;
import io.skelspark.source.Rejection;
import io.skelspark.source.SourceRecord;
import io.skelspark.storage.Existing;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A base of tests on a small source: twenty-four clips in two files, with access to the set that is prepared of them. */
public abstract class ToySet {
    private static final int JOINTS = 5;
    public static final List<String> SPLITS = List.of("train", "test");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    public Path folder;

    /** The records of each file; a test may change them before it prepares. */
    public final Map<String, List<SourceRecord>> records = new HashMap<>();

    /** What the settings ask of clips; a test may change it. */
    public ClipNeeds needs = ClipNeeds.NONE;

    private final Random random = new Random(7);

    @BeforeEach
    public void twoFilesOfClips() {
        for (String file : List.of("b.src", "a.src")) {
            List<SourceRecord> clips = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                clips.add(clip(file.charAt(0) + "-" + i, i % 3, SPLITS.get(i % 4 == 3 ? 1 : 0)));
            }
            records.put(file, clips);
        }
    }

    public Annotation clip(String id, int label, String... splits) {
        DType type = List.of(DType.values()).get(random.nextInt(3));
        int persons = 1 + random.nextInt(2);
        int frames = 1 + random.nextInt(6);
        Tensor keypoint = noise(type, persons, frames, JOINTS, 2);
        boolean scored = random.nextBoolean();
        Tensor score = scored ? noise(DType.FLOAT16, persons, frames, JOINTS) : null;
        ImageShape image = scored ? new ImageShape(480, 640) : null;
        return ListedSource.in(new PoseSample(id, label, frames, image, keypoint, score), splits);
    }

    private Tensor noise(DType type, int... shape) {
        Tensor tensor = Tensor.zeros(type, shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = type.round(random.nextDouble());
        }
        return tensor;
    }

    /** Returns a layout whose joints form a chain. */
    public static Layout layout(int joints) {
        List<String> names =
                IntStream.range(0, joints).mapToObj(i -> "joint-" + i).toList();
        List<Layout.Pair> edges = IntStream.range(1, joints)
                .mapToObj(i -> new Layout.Pair(i, i - 1))
                .toList();
        return new Layout(
                "chain",
                names,
                0,
                edges,
                edges,
                new Layout.Sides(List.of(1), List.of(2)),
                edges,
                new Layout.Sides(List.of(0), List.of(1)));
    }

    /** Returns settings; the last two parameters are as in {@link PrepareSettings} and {@link ListedSource}. */
    public PrepareSettings settings(double maxRejected, Map<String, String> text, Existing existing, String failing)
            throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        for (Map.Entry<String, List<SourceRecord>> file : records.entrySet()) {
            Files.writeString(source.resolve(file.getKey()), file.getValue().toString());
        }
        return new PrepareSettings(
                "toy",
                new ListedSource(source.toString(), records, failing),
                new ClipRules(layout(JOINTS), 2, List.of("sit", "wave", "walk"), SPLITS, needs),
                new PrepareSettings.Output(output(), 3, existing),
                maxRejected,
                text);
    }

    public Manifest prepare(double maxRejected) throws IOException {
        return Prepare.run(SharedSpark.session(), settings(maxRejected, Map.of("seed", "7"), Existing.REFUSE, ""));
    }

    public String output() {
        return folder.resolve("set").toString();
    }

    /** Returns all bytes of the prepared set, by file. */
    public Map<String, List<Byte>> snapshot() throws IOException {
        Map<String, List<Byte>> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder.resolve("set"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(path);
                files.put(
                        folder.relativize(path).toString(),
                        IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList());
            }
        }
        return files;
    }

    /** Returns the names in the set's folder. */
    public List<String> entries() throws IOException {
        if (!Files.exists(folder.resolve("set"))) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder.resolve("set"))) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Adds four records that are rejected. */
    public void breakSomeRecords() {
        List<SourceRecord> first = new ArrayList<>(records.getOrDefault("a.src", List.of()));
        first.add(2, new Rejection("a.src:3", "line", "end of file", "well-formed JSON"));
        first.add(clip("a-bad", 9, "train"));
        records.put("a.src", first);
        List<SourceRecord> second = new ArrayList<>(records.getOrDefault("b.src", List.of()));
        second.add(0, clip("a-4", 1, "test"));
        second.add(clip("b-5", 1, "train"));
        records.put("b.src", second);
    }
}

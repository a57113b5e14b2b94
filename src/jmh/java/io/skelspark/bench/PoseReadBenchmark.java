package io.skelspark.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.estimator.AlphaPose;
import io.skelspark.source.estimator.OpenPose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The megabytes a second that one core reads of a recording of two people: of AlphaPose, 17 joints in one file, and of OpenPose,
 * 25 joints in a file for each frame; and those that Jackson alone goes through of the same files.
 *
 * <p>Run it with {@code mvn -q test-compile exec:exec@bench -Dbench=PoseReadBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class PoseReadBenchmark {
    private static final int MEGABYTES = 8;

    @Param({"AlphaPose", "OpenPose"})
    String format = "AlphaPose";

    private final JsonFactory json = new JsonFactory();
    private final Configuration hadoop = new Configuration();
    private final Random random = new Random(1);
    private final List<Path> files = new ArrayList<>();
    private Path folder = Path.of("");
    private Path recording = folder;

    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("pose-read");
        if (format.equals("AlphaPose")) {
            recording = folder.resolve("alphapose-results.json");
            files.add(recording);
            Files.writeString(recording, alphaPose(), StandardCharsets.UTF_8);
            return;
        }
        recording = folder;
        int length = 0;
        for (int number = 0; length < MEGABYTES * 1_000_000; number++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "walk_%012d_keypoints.json", number));
            String content = openPose();
            length += content.length();
            files.add(file);
            Files.writeString(file, content, StandardCharsets.UTF_8);
        }
    }

    /** Reads all frames. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public int read() throws IOException, MalformedRecordException {
        PoseFormat reader = format.equals("AlphaPose") ? new AlphaPose() : new OpenPose(false);
        int people = 0;
        try (RecordingReader frames =
                reader.open(recording.toString(), hadoop).get(0)) {
            for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
                people += frame.people().size();
            }
        }
        return people;
    }

    /** Goes through all tokens, without the values of numbers. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public int tokens() throws IOException {
        int tokens = 0;
        for (Path file : files) {
            try (JsonParser parser = json.createParser(Files.newInputStream(file))) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            }
        }
        return tokens;
    }

    @TearDown
    public void delete() throws IOException {
        for (Path file : files) {
            Files.delete(file);
            Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        }
        Files.delete(folder);
    }

    private String alphaPose() {
        StringBuilder content = new StringBuilder("[");
        for (int person = 0; content.length() < MEGABYTES * 1_000_000; person++) {
            content.append(person == 0 ? "" : ", ")
                    .append("{\"image_id\": \"" + person / 2 + ".jpg\", \"category_id\": 1, \"keypoints\": " + joints(17)
                            + ", \"score\": 2.9, \"box\": [1.5, 2.5, 30.5, 40.5], \"idx\": " + person % 2 + "}");
        }
        return content.append(']').toString();
    }

    private String openPose() {
        String person = "{\"person_id\":[-1],\"pose_keypoints_2d\":" + joints(25)
                + ",\"face_keypoints_2d\":[],\"hand_left_keypoints_2d\":[],\"hand_right_keypoints_2d\":[]}";
        return "{\"version\":1.3,\"people\":[" + person + "," + person + "]}";
    }

    private String joints(int count) {
        StringJoiner joints = new StringJoiner(", ", "[", "]");
        for (int joint = 0; joint < count; joint++) {
            joints.add(String.format(
                    Locale.ROOT,
                    "%.3f, %.3f, %.2f",
                    640 * random.nextDouble(),
                    480 * random.nextDouble(),
                    random.nextDouble()));
        }
        return joints.toString();
    }
}

package io.skelspark.pipeline.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.RealData;
import io.skelspark.config.ConfigError;
import io.skelspark.evaluate.ScoreFusion;
import io.skelspark.pickle.ScoreDump;
import io.skelspark.pickle.ScoreDump.DumpedSample;
import io.skelspark.pickle.ScoreDumpWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuseDumpsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static String fuse(Path... files) throws IOException {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (Path file : files) {
            weights.put(file.toString(), 1.0);
        }
        return FuseDumps.run(weights, ScoreFusion.Input.AS_GIVEN, new Configuration());
    }

    private Path dump(String name, DumpedSample... samples) throws IOException {
        return Files.write(folder.resolve(name), ScoreDumpWriter.write(new ScoreDump(List.of(samples))));
    }

    @Test
    void givesTheKnownFiguresOfMmaction2sDumps() throws IOException {
        Path dumps = RealData.folder("mmaction2_samples").resolve("demo/fuse");

        List<String> lines = fuse(dumps.resolve("joint.pkl"), dumps.resolve("bone.pkl"))
                .lines()
                .toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).matches(".*joint.pkl +1.0 +0\\.\\d{4} +0.9167 +0.9833");
        assertThat(lines.get(2)).matches(".*bone.pkl +1.0 +0\\.\\d{4} +0.9333 +[01]\\.\\d{4}");
        assertThat(lines.get(3)).matches("fused +0\\.\\d{4} +0.9333 +[01]\\.\\d{4}");
    }

    @Test
    void mixesOurStreamsWithTheirs() throws IOException {
        Path dumps = RealData.folder("mmaction2_samples").resolve("demo/fuse");
        Path file = dumps.resolve("bone.pkl");
        ScoreDump bone = ScoreDump.read(Files.newInputStream(file), file.toString(), Files.size(file));
        Path ours = Files.write(folder.resolve("bone.pkl"), ScoreDumpWriter.write(bone));

        String mixed = fuse(dumps.resolve("joint.pkl"), ours);

        String theirs = fuse(dumps.resolve("joint.pkl"), dumps.resolve("bone.pkl"));
        assertThat(mixed.lines().toList().get(3).stripLeading().split(" +"))
                .isEqualTo(theirs.lines().toList().get(3).split(" +"));
    }

    @Test
    void weighsTheStreams() throws IOException {
        Path first = dump("first.pkl", new DumpedSample(0, new float[] {0.6f, 0.4f}));
        Path second = dump("second.pkl", new DumpedSample(0, new float[] {0.1f, 0.9f}));
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put(first.toString(), 5.0);
        weights.put(second.toString(), 1.0);

        assertThat(fuse(first, second)).containsPattern("fused +0.0000 +0.0000 +1.0000");
        assertThat(FuseDumps.run(weights, ScoreFusion.Input.AS_GIVEN, new Configuration()))
                .containsPattern("first.pkl +5.0 ")
                .containsPattern("fused +1.0000 +1.0000 +1.0000");
    }

    @Test
    void refusesDumpsOfOtherSamples() throws IOException {
        Path two = dump("two.pkl", new DumpedSample(0, new float[] {1, 0}), new DumpedSample(1, new float[] {1, 0}));
        Path one = dump("one.pkl", new DumpedSample(0, new float[] {1, 0}));
        Path other =
                dump("other.pkl", new DumpedSample(0, new float[] {1, 0}), new DumpedSample(0, new float[] {1, 0}));
        Path odd = dump("odd.pkl", new DumpedSample(2, new float[] {1, 0}));

        assertThatThrownBy(() -> fuse(two, one))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("two.pkl 2, ")
                .hasMessageContaining("one.pkl 1; expected dumps of one split in one order");
        assertThatThrownBy(() -> fuse(two, other))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("not hold the same samples in the same order")
                .hasMessageContaining("other.pkl', clip '1': label 0, expected 1");
        assertThatThrownBy(() -> fuse(odd))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("odd.pkl: sample 0: label 2");
    }
}

package io.skelspark.pipeline.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.SharedSpark;
import io.skelspark.TorchPython;
import io.skelspark.config.RunConfig;
import io.skelspark.prepared.PoseDataset;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.VolumeManifest;
import io.skelspark.prepared.VolumeSchema;
import io.skelspark.storage.Existing;
import io.skelspark.storage.Folder;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Views;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The volumes of the sample set are as the pipeline draws them, and complete or absent. */
@Tag("spark")
class PrepareVolumesTest {
    private static final String PIPELINE =
            """
            [
              { type = UniformSampleFrames, clip-len = 8, num-clips = 1, test-mode = true, seed = 255 },
              { type = PoseDecode },
              { type = PoseCompact, padding = 0.25, threshold = 10, hw-ratio = 1, allow-imgpad = true },
              { type = Resize, scale = [24, 24], keep-ratio = false },
              { type = GeneratePoseTarget, sigma = SIGMA, use-score = true, feature = keypoint, double = false, scaling = 1 },
              { type = FormatShape, input-format = NCTHW_Heatmap }
            ]""";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void prepareTheSampleSet() throws IOException {
        Prepare.run(SharedSpark.session(), config("0.6").prepare(Existing.REFUSE));
    }

    private RunConfig config(String sigma) {
        String pipeline = PIPELINE.replace("\n", " ").replace("SIGMA", sigma);
        return RunConfig.load(
                "jobs/sample.conf",
                List.of(
                        "dataset.path=" + folder.resolve("set"),
                        "feature=keypoint",
                        "pipeline.train=" + pipeline,
                        "pipeline.val=" + pipeline,
                        "pipeline.test=" + pipeline));
    }

    private VolumeManifest write(String sigma, Existing existing) throws IOException {
        return PrepareVolumes.run(SharedSpark.session(), config(sigma), existing);
    }

    private List<Row> rows(VolumeManifest manifest) {
        return SharedSpark.session()
                .read()
                .schema(VolumeSchema.VOLUMES)
                .parquet(folder.resolve("set") + "/" + manifest.volumes())
                .sort("ordinal")
                .collectAsList();
    }

    private List<String> tables() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("set"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("volumes-"))
                    .sorted()
                    .toList();
        }
    }

    private static float[] drawn(Views views) {
        FloatBuffer values = FloatBuffer.allocate(views.viewSize());
        views.draw(0, values, 0);
        return values.array();
    }

    @Test
    void givesBackWhatThePipelineDrawsInHalfPrecision() throws IOException {
        VolumeManifest manifest = write("0.6", Existing.REFUSE);
        List<Row> rows = rows(manifest);
        RunConfig config = config("0.6");
        assertThat(manifest.shape()).containsExactly(17, 8, 24, 24);
        assertThat(rows).hasSize((int) manifest.clips());
        PreparedSet set = PreparedSet.read(config.dataset().path(), new Configuration());
        int compared = 0;
        for (String split : List.of(
                config.dataset().splits().train(), config.dataset().splits().val())) {
            try (PoseDataset clips = PoseDataset.open(set, set.split(split), new Configuration())) {
                for (int i = 0; i < clips.size(); i++) {
                    String id = clips.id(i);
                    Row row = rows.stream()
                            .filter(any -> any.getAs("id").equals(id))
                            .findFirst()
                            .orElseThrow();
                    float[] expected = drawn(config.pipelines()
                            .val()
                            .apply(clips.sample(i), new NumpyRandom(0))
                            .input());
                    for (int value = 0; value < expected.length; value++) {
                        expected[value] = (float) DType.FLOAT16.round(expected[value]);
                    }
                    assertThat(drawn(VolumeSchema.volume(row))).isEqualTo(expected);
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    @Test
    void doesNothingTheSecondTime() throws IOException {
        VolumeManifest first = write("0.6", Existing.REFUSE);
        assertThat(write("0.6", Existing.REFUSE)).isEqualTo(first);
        assertThat(tables()).hasSize(2);
    }

    @Test
    void keepsVolumesOfAnotherPipelineUnlessAskedToOverwriteThem() throws IOException {
        VolumeManifest first = write("0.6", Existing.REFUSE);
        assertThatThrownBy(() -> write("0.9", Existing.REFUSE))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("volumes of another pipeline")
                .hasMessageContaining("pass --overwrite");
        VolumeManifest second = write("0.9", Existing.OVERWRITE);
        assertThat(second.volumes()).isNotEqualTo(first.volumes());
        assertThat(tables()).containsExactly(second.volumes(), VolumeManifest.file(second.stream()));
    }

    /** The name tells the age: younger tables may still be in progress, others are named by their manifests. */
    @Test
    void removesWhatAKilledJobLeftADayAgo() throws IOException {
        VolumeManifest finished = write("0.6", Existing.REFUSE);
        Path old = folder.resolve("set/volumes-keypoint-20260101T000000-0123abcd");
        Files.move(folder.resolve("set").resolve(finished.volumes()), old);
        withVolumes(finished, old.getFileName().toString())
                .write(new Folder(folder.resolve("set").toString(), new Configuration()));
        String killed = "volumes-keypoint-20260102T000000-0123abcd";
        String limb = "volumes-limb-20260102T000000-0123abcd";
        String running = "volumes-keypoint-29990101T000000-0123abcd";
        for (String table : List.of(killed, limb, running)) {
            Files.createDirectories(folder.resolve("set").resolve(table).resolve("_temporary"));
        }

        assertThat(write("0.6", Existing.REFUSE).volumes())
                .isEqualTo(old.getFileName().toString());

        assertThat(tables())
                .containsExactly(old.getFileName().toString(), running, VolumeManifest.file("keypoint"), limb);
        assertThat(write("0.6", Existing.OVERWRITE).volumes()).matches("volumes-keypoint-\\d{8}T\\d{6}-[0-9a-f]{8}");
        assertThat(tables()).hasSize(4).contains(limb, running);
    }

    private static VolumeManifest withVolumes(VolumeManifest manifest, String volumes) {
        return new VolumeManifest(
                manifest.stream(),
                manifest.set(),
                manifest.pipeline(),
                volumes,
                manifest.clips(),
                manifest.shape(),
                manifest.bytes(),
                manifest.codeVersion(),
                manifest.parts());
    }

    @Test
    void leavesNoTableIfThePipelineMakesNoHeatMaps() throws IOException {
        RunConfig joints = RunConfig.load("jobs/sample.conf", List.of("dataset.path=" + folder.resolve("set")));
        assertThatThrownBy(() -> PrepareVolumes.run(SharedSpark.session(), joints, Existing.REFUSE))
                .isInstanceOf(PrepareException.class)
                .hasMessageContaining("expected one volume of heat maps; fix pipeline.val");
        assertThat(tables()).isEmpty();
    }

    /** The reading that the page own-data.md shows, with the columns handed over as plain files. */
    @Test
    void isReadByNumpyAsDocumented() throws IOException, InterruptedException {
        VolumeManifest manifest = write("0.6", Existing.REFUSE);
        Row row = rows(manifest).get(0);
        Files.write(folder.resolve("runs"), row.<byte[]>getAs(VolumeSchema.RUNS));
        Files.write(folder.resolve("values"), row.<byte[]>getAs(VolumeSchema.VALUES));
        String output = TorchPython.run(
                folder,
                """
                import numpy, sys, json
                runs = numpy.frombuffer(open(sys.argv[1] + '/runs', 'rb').read(), '<u4').reshape(-1, 2).astype(int)
                values = numpy.frombuffer(open(sys.argv[1] + '/values', 'rb').read(), '<f2')
                shape = json.loads(sys.argv[2])
                volume = numpy.zeros(numpy.prod(shape), '<f2')
                volume[numpy.repeat(runs[:, 0].cumsum(), runs[:, 1]) + numpy.arange(len(values))] = values
                volume = volume.reshape(shape).astype('<f4')
                print(json.dumps([volume.shape, float(volume.max()), volume.nonzero()[0].size,
                                  volume.sum((0, 2, 3), dtype='f8').tolist()]))
                """,
                folder,
                manifest.shape());
        JsonNode found = new ObjectMapper().readTree(output);
        float[] expected = drawn(VolumeSchema.volume(row));
        List<Double> sums = new ArrayList<>();
        for (int frame = 0; frame < 8; frame++) {
            double sum = 0;
            for (int channel = 0; channel < 17; channel++) {
                int from = (channel * 8 + frame) * 24 * 24;
                for (float value : Arrays.copyOfRange(expected, from, from + 24 * 24)) {
                    sum += value;
                }
            }
            sums.add(sum);
        }
        assertThat(found.get(0).toString()).isEqualTo("[17,8,24,24]");
        for (int frame = 0; frame < 8; frame++) {
            assertThat(found.get(3).get(frame).asDouble()).isEqualTo(sums.get(frame));
        }
        long nonzero = Stream.iterate(0, i -> i < expected.length, i -> i + 1)
                .filter(i -> expected[i] != 0)
                .count();
        assertThat(found.get(2).asLong()).isEqualTo(nonzero);
    }
}

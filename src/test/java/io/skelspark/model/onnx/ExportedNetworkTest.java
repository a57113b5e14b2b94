package io.skelspark.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.skelspark.JobFile;
import io.skelspark.config.RunConfig;
import io.skelspark.model.Recognizer;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime gives the logits of an exported network that our own scorer gives. */
class ExportedNetworkTest {
    private static final String ST_GCN = "conf/stgcn/stgcn_8xb16-joint-u100-80e_ntu60-xsub-keypoint-3d.conf";
    private static final String AGCN = "conf/2s-agcn/2s-agcn_8xb16-joint-u100-80e_ntu60-xsub-keypoint-3d.conf";
    private static final String ST_GCN_PP = "conf/stgcnpp/stgcnpp_8xb16-joint-u100-80e_ntu60-xsub-keypoint-3d.conf";
    private static final String POSE_C3D = "conf/posec3d/slowonly_r50_8xb16-u48-240e_ntu60-xsub-keypoint.conf";

    private static final String C3D = "model.type=C3D model.num-stages=3 model.temporal-downsample=false";
    private static final String X3D = "model.type=X3D model.base-channels=24 model.stage-blocks=[2,5,3] model.gamma-w=1"
            + " model.gamma-b=2.25 model.gamma-d=1";

    /** For units that weigh their output by factors above 1, or by the sample: in many stages, logits would grow. */
    private static final String FEW_STAGES = " model.num-stages=3 model.inflate-stages=[2] model.down-stages=[3]";

    private static final String ATTENTION = "model.attention=true" + FEW_STAGES;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** The files of published networks: those that no other file includes. */
    static List<String> published() throws IOException {
        List<String> files = new ArrayList<>();
        for (String family : List.of("stgcn", "2s-agcn", "stgcnpp", "posec3d")) {
            try (Stream<Path> found = Files.list(Path.of("conf", family))) {
                found.map(Path::toString)
                        .filter(file -> file.contains("_8xb"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyPublishedNetworkGivesTheSameLogitsWhenNarrow(String file) throws OrtException {
        Recognizer network = network(file, "model.base-channels=8");

        compare(network, view(network, 9, 16), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {ST_GCN, AGCN, ST_GCN_PP, POSE_C3D})
    void aNetworkOfEachFamilyGivesTheSameLogitsAtItsWidth(String file) throws OrtException {
        Recognizer network = network(file, "seed=1");

        compare(network, view(network, 20, 28), 1, 3);
    }

    /** Units and settings that no published network has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.adaptive=none",
                "model.adaptive=offset",
                "model.conv-pos=post",
                "model.conv-pos=post model.adaptive=importance model.with-res=false",
                "model.data-bn=MVC",
                "model.data-bn=none",
                "model.tcn-mid-channels=0.25"
            })
    void settingsOfStGcnGiveTheSameLogits(String settings) throws OrtException {
        Recognizer network = network(ST_GCN_PP, "model.base-channels=8 " + settings);

        compare(network, view(network, 9, 0), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {ATTENTION, "model.adaptive=false", "model.data-bn=VC"})
    void settingsOfTwoStreamAgcnGiveTheSameLogits(String settings) throws OrtException {
        Recognizer network = network(AGCN, "model.base-channels=8 " + settings);

        compare(network, view(network, 9, 0), 3);
    }

    /** Networks of PYSKL, narrow and at their width. */
    @ParameterizedTest
    @CsvSource({
        "ctrgcn, model.base-channels=8" + FEW_STAGES,
        "ctrgcn, seed=1" + FEW_STAGES,
        "dgstgcn, model.base-channels=16" + FEW_STAGES,
        "dgstgcn, model.base-channels=32" + FEW_STAGES,
        "msg3d, model.base-channels=12",
        "msg3d, seed=1"
    })
    void networksOfPysklGiveTheSameLogits(String family, String settings) throws OrtException, IOException {
        String file = JobFile.of(folder, "conf/" + family + "/base.conf");
        Recognizer network = network(file, "feature=joint " + settings);

        compare(network, view(network, 13, 0), 1, 3);
    }

    @Test
    void anAttentionOverAnEvenNumberOfJointsGivesTheSameLogits() throws OrtException {
        Recognizer network = network(AGCN, "dataset.layout=kinect-v1 model.base-channels=8 " + ATTENTION);

        compare(network, view(network, 9, 0), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.conv1-stride-s=2 model.pool1-stride-s=2", "model.temporal-strides=[1,2,1]"})
    void settingsOfPoseC3dGiveTheSameLogits(String settings) throws OrtException {
        Recognizer network = network(POSE_C3D, "model.base-channels=8 " + settings);

        compare(network, view(network, 9, 33), 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                C3D,
                C3D + " model.num-stages=4 model.temporal-downsample=true",
                X3D,
                X3D + " model.gamma-w=1.5 model.gamma-b=1.5 model.gamma-d=0.5 model.spatial-strides=[1,2,1]"
            })
    void otherBackbonesOfPoseC3dGiveTheSameLogits(String settings) throws OrtException {
        Recognizer network = network(POSE_C3D, settings);

        compare(network, view(network, 9, 33), 1, 3);
    }

    private static Recognizer network(String file, String assignments) {
        return RunConfig.load(file, List.of(assignments.split(" "))).network();
    }

    /** Returns the sizes of the axes after the batch: the network's own, or those given. */
    private static List<Integer> view(Recognizer network, int frames, int side) {
        return network.inputAxes().stream()
                .skip(1)
                .map(axis -> axis.size().orElse(axis.name().equals("frames") ? frames : side))
                .toList();
    }

    /** Compares the logits of one file on batches of these sizes. */
    private static void compare(Recognizer network, List<Integer> view, int... batches) throws OrtException {
        ModelState state = TrainedWeights.of(network, view);
        byte[] file = network.onnx(state).file("test", new TreeMap<>());
        try (Scorer scorer = network.scorer(state);
                OnnxRun exported = new OnnxRun(file)) {
            for (int samples : batches) {
                Batch batch = RandomViews.batch(samples, view);
                float[] expected = scorer.logits(batch);
                float[] found = exported.logits(batch);

                int classes = network.head().classes();
                assertThat(found).hasSize(samples * classes);
                assertThat(effect(expected, 1)).as("effect of the class").isBetween(0.1f, 20f);
                if (samples > 1) {
                    assertThat(effect(expected, classes))
                            .as("effect of the input")
                            .isGreaterThan(0.01f);
                }
                for (int i = 0; i < expected.length; i++) {
                    assertThat(found[i]).as("logit " + i).isCloseTo(expected[i], within(1e-5f));
                }
            }
        }
    }

    /** Returns how much logits differ at most from those some places further. */
    private static float effect(float[] logits, int places) {
        return (float) IntStream.range(places, logits.length)
                .mapToDouble(i -> Math.abs(logits[i] - logits[i - places]))
                .max()
                .orElseThrow();
    }
}

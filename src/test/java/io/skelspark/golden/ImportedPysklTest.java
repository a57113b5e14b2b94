package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.pickle.TorchCheckpoint;
import io.skelspark.pipeline.exchange.ExportModel;
import io.skelspark.pipeline.exchange.ImportModel;
import io.skelspark.storage.Existing;
import io.skelspark.train.CheckpointStore.SavedModel;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Scorer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkpoints of PYSKL, imported under its configurations and exported again. */
class ImportedPysklTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ctrgcn_25_narrow.pth, ctrgcn/ctrgcn_pyskl_ntu60_xsub_3dkp, joint, 8",
        "dgstgcn_25_narrow.pth.gz, dgstgcn/ntu60_xsub_3dkp, joint, 16",
        "msg3d_25_narrow.pth.gz, msg3d/msg3d_pyskl_ntu60_xview_3dkp, bone, 12",
        "aagcn_25_narrow.pth.gz, aagcn/aagcn_pyskl_ntu60_xsub_3dkp, joint-motion, 12",
        "stgcn_vanilla_17_narrow.pth, stgcn/stgcn_vanilla_ntu60_xsub_hrnet, joint, 8",
        "c3d_light_narrow.pth.gz, posec3d/c3d_light_ntu60_xsub, keypoint, 8",
        "x3d_shallow_narrow.pth, posec3d/x3d_shallow_gym, keypoint, 8"
    })
    void giveTheLogitsOfTheReferenceAndLeaveAsTheyCame(String file, String config, String feature, int channels)
            throws IOException {
        Path original = unpacked(GoldenFolders.file("models/" + file));
        RunConfig run = RunConfig.load(
                "conf/pyskl/" + config + ".conf",
                List.of(
                        "feature=" + feature,
                        "model.base-channels=" + channels,
                        "run-dir=\"" + folder.resolve("run") + "\""));

        ImportModel.run(run, original.toString(), Existing.REFUSE, HADOOP);

        ModelState state = new RunFolder(run.runDir(), HADOOP)
                .model(SavedModel.LAST, run.network().layout())
                .orElseThrow()
                .checkpoint()
                .state();
        compareLogits(run, state, Npz.read(GoldenFolders.file("models/" + file.replaceFirst("\\.pth.*", ".npz"))));
        Path copy = folder.resolve("copy.pth");
        ExportModel.run(run, SavedModel.LAST, copy.toString(), null, Existing.REFUSE, HADOOP);
        assertThat(names(copy)).isEqualTo(names(original));
    }

    private Path unpacked(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return file;
        }
        Path unpacked = folder.resolve("original.pth");
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(stream, unpacked);
        }
        return unpacked;
    }

    private static void compareLogits(RunConfig run, ModelState state, Npz npz) {
        Npz.Array inputs = npz.array("inputs");
        List<Integer> shape = Arrays.stream(inputs.shape()).boxed().toList();
        double[] expected = npz.array("logits").values();
        try (Scorer scorer = run.network().scorer(state)) {
            float[] logits = scorer.logits(
                    new Batch(inputs.floats(), shape, npz.array("labels").ints()));
            assertThat(logits).hasSize(expected.length);
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) logits[i]).isCloseTo(expected[i], within(2e-5 + 1e-4 * Math.abs(expected[i])));
            }
        }
    }

    private static List<String> names(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return List.copyOf(
                    TorchCheckpoint.read(stream, file.toString()).stateDict().keySet());
        }
    }
}

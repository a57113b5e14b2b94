package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.Progress;
import io.skelspark.train.network.ModelState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** Returns the command after a job, which must be one that the command line takes. */
    private static String next(String line) throws Exception {
        Object job = Skelspark.commandLine()
                .parseArgs(line.split(" ", -1))
                .subcommand()
                .commandSpec()
                .userObject();
        List<String> next = ((Followed) job).next();
        Skelspark.commandLine().parseArgs(next.toArray(String[]::new));
        return String.join(" ", next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "prepare jobs/demo.conf frames=32 > train jobs/demo.conf frames=32 feature=joint",
                "prepare jobs/demo.conf feature=bone --overwrite > train jobs/demo.conf feature=bone",
                "prepare jobs/sample.conf > train jobs/sample.conf",
                "prepare jobs/posec3d_jhmdb.conf --volumes limb > train jobs/posec3d_jhmdb.conf feature=keypoint",
                "train jobs/sample.conf feature=bone --fresh > evaluate jobs/sample.conf feature=bone",
                "evaluate jobs/demo.conf frames=32 --overwrite > visualize jobs/demo.conf frames=32 --index 0 --run",
                "run jobs/sample.conf > visualize jobs/sample.conf --index 0 --run",
                "export-scores jobs/demo.conf feature=bone --to bone.pkl > fuse bone.pkl",
                "demo-set --to my/clips > prepare jobs/demo.conf dataset.source.path=my/clips",
            })
    void isTheNextOnTheWayFromClipsToATable(String line, String next) throws Exception {
        assertThat(next(line)).isEqualTo(next);
    }

    private void train(String stream) {
        RunConfig config = RunConfig.stream("jobs/demo.conf", List.of("feature=" + stream, "runs=" + folder));
        ModelState state = config.network().initialise(1);
        new RunFolder(config.runDir(), new Configuration())
                .save(
                        CheckpointStore.SavedModel.LAST,
                        new Checkpoint(state, List.of(), Map.of(), Progress.between(1, 0.5, 1), Map.of()));
    }

    @Test
    void trainsEachStreamBeforeAllAreEvaluated() throws Exception {
        String runs = "runs=" + folder;
        train("bone");
        assertThat(next("train jobs/demo.conf feature=bone " + runs + " frames=32"))
                .isEqualTo("train jobs/demo.conf " + runs + " frames=32 feature=joint");
        train("joint");
        assertThat(next("train jobs/demo.conf feature=joint " + runs + " frames=32"))
                .isEqualTo("evaluate jobs/demo.conf " + runs + " frames=32");
    }

    @Test
    void aRunInAFolderOfItsOwnIsEvaluatedAlone() throws Exception {
        assertThat(next("train jobs/demo.conf feature=bone run-dir=" + folder))
                .isEqualTo("evaluate jobs/demo.conf feature=bone run-dir=" + folder + " features=[bone]");
    }

    @Test
    void anImportedModelIsEvaluatedOnASet() throws Exception {
        String given = "jobs/demo.conf feature=bone run-dir=" + folder + " dataset.path=" + folder;
        assertThat(next("import " + given + " --from bone.pth")).isEqualTo("prepare " + given);
    }

    @Test
    void isTheLastLineAsItMustBeTyped() {
        StringWriter said = new StringWriter();
        Path to = folder.resolve("it's here");
        int code =
                Skelspark.commandLine().setErr(new PrintWriter(said, true)).execute("demo-set", "--to", to.toString());

        assertThat(code).isZero();
        assertThat(said.toString().strip())
                .endsWith(" prepare jobs/demo.conf 'dataset.source.path=" + folder + "/it'\\''s here'")
                .startsWith("next: ");
        assertThat(NextCommand.text("skelspark", List.of("evaluate", "a.conf", "features=[joint,bone]", "runs=a b")))
                .isEqualTo("skelspark evaluate a.conf 'features=[joint,bone]' 'runs=a b'");
    }
}

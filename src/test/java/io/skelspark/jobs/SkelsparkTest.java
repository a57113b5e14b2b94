package io.skelspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.pickle.ScoreDump;
import io.skelspark.pickle.ScoreDump.DumpedSample;
import io.skelspark.pickle.ScoreDumpWriter;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.Progress;
import io.skelspark.train.network.ModelState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ExitCode;

/** The jobs that need no cluster, as the command line starts them. */
class SkelsparkTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static int run(Object... arguments) {
        String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        return Skelspark.commandLine().execute(texts);
    }

    @Test
    void knowsTheJobsOfCheckpointsAndScores() {
        assertThat(Skelspark.commandLine().getSubcommands())
                .containsKeys("import", "export", "export-scores", "fuse", "prepare", "train", "evaluate", "demo-set");
        assertThat(run("export-scores", "--help")).isZero();
    }

    @Test
    void listsEveryJobWithASentenceOfItsOwn() {
        assertThat(Skelspark.commandLine().getSubcommands().values()).allSatisfy(job -> assertThat(
                        job.getCommandSpec().usageMessage().description()[0])
                .as(job.getCommandName())
                .endsWith(".")
                .hasSizeLessThan(90));
    }

    @Test
    void refusesAPathWithAPasswordWithoutRepeatingIt() {
        StringWriter said = new StringWriter();
        int code = Skelspark.commandLine()
                .setErr(new PrintWriter(said, true))
                .execute("import", "jobs/demo.conf", "--from", "s3a://key:planted@bucket/model.pth");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString())
                .contains("a URL with a password in the command line")
                .doesNotContain("planted");
    }

    /** They took the stream of the file that was included last. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train jobs/stgcn_ntu60-xsub-2d.conf",
                "predict jobs/stgcn_ntu60-xsub-2d.conf --from clips.jsonl",
                "export jobs/stgcn_ntu60-xsub-2d.conf --to out.pth",
                "export-scores jobs/stgcn_ntu60-xsub-2d.conf --to out.pkl",
                "describe jobs/stgcn_ntu60-xsub-2d.conf",
                "import jobs/stgcn_ntu60-xsub-2d.conf --from model.pth"
            })
    void refusesSeveralStreamsAndNamesTheChoices(String line) {
        StringWriter said = new StringWriter();
        int code = Skelspark.commandLine().setErr(new PrintWriter(said, true)).execute(line.split(" ", -1));

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString())
                .contains("jobs/stgcn_ntu60-xsub-2d.conf has several streams")
                .contains("feature=joint, feature=bone, feature=joint-motion or feature=bone-motion");
    }

    /** They printed the whole help, or nothing at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "predict jobs/sample.conf --from clips.jsonl --top 0 = Invalid value for option '--top'",
                "predict jobs/sample.conf --from clips.jsonl --top -1 = '-1', expected a whole number, 1 or more",
                "predict jobs/sample.conf --from clips.jsonl --top two = Invalid value for option '--top'",
                "predict jobs/sample.conf = Missing required option: '--from=PATH'",
                "predict jobs/sample.conf --form clips.jsonl = --f",
                "visualize jobs/sample.conf --index -1 = '-1', expected",
                "visualize jobs/sample.conf --graph --frames 0 = '0', expected",
                "visualize jobs/sample.conf = nothing to draw",
                "visualize jobs/sample.conf --index 0 --view left = Invalid value for option '--view'",
                "prepare jobs/sample.conf --volumes bone = --volumes bone, expected",
                "fuse one.pkl --weights NaN = NaN",
                "fuse one.pkl --weights x = Invalid value for option '--weights'",
                "fuse one.pkl two.pkl --weights 1 = --weights has 1 values",
                "demo-set --to out --seed x = Invalid value for option '--seed'",
                "export jobs/sample.conf --to model.pt = --to model.pt",
                "export jobs/sample.conf --to out.pth --checkpoint first = Invalid value for option '--checkpoint'",
                "train = Missing required parameter: 'CONFIG'",
                "trian jobs/sample.conf = did you mean train?",
                "train jobs/sample.conf feature = feature",
                "train jobs/a\u001b[2J.conf = jobs/a\\u001b[2J.conf"
            })
    void aWrongOptionIsOneLine(String line) {
        String[] parts = line.split(" = ", -1);
        StringWriter said = new StringWriter();
        int code = Skelspark.commandLine().setErr(new PrintWriter(said, true)).execute(parts[0].split(" ", -1));

        assertThat(said.toString().lines()).hasSize(1);
        assertThat(said.toString()).startsWith("skelspark").contains(parts[1]);
        assertThat(code).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void takesTheOneStreamOfAPublishedConfig() {
        assertThat(run("describe", "conf/stgcn/stgcn_8xb16-bone-u100-80e_ntu60-xsub-keypoint-2d.conf"))
                .isZero();
        assertThat(run("describe", "jobs/stgcn_ntu60-xsub-2d.conf", "feature=bone"))
                .isZero();
    }

    @Test
    void printsWhereEachSettingComesFrom() {
        StringWriter said = new StringWriter();
        int code = Skelspark.commandLine()
                .setOut(new PrintWriter(said, true))
                .execute("config", "jobs/demo.conf", "train.epochs=3", "augment=[{ type = RandomRot, theta = 0.3 }]");

        assertThat(code).isZero();
        assertThat(said.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "train.epochs = 3 # command line",
                        "augment[0] = { type = RandomRot, theta = 0.3 } # command line",
                        "pipeline.train[1] = { type = RandomRot, theta = 0.3 } # command line",
                        "evaluate.fusion.two-stream.bone = 1 # conf/fusion/two-stream.conf:2",
                        "features = [joint, bone] # jobs/demo.conf:6")
                .anyMatch(
                        line -> line.matches("run-dir = demo/runs/joint # jobs/demo.conf:7, conf/base/runtime.conf:.*"))
                .anyMatch(line -> line.matches("model.type = STGCN # conf/stgcn/base.conf:\\d+"));
    }

    @Test
    void printsOnePartOfTheSettings() {
        StringWriter said = new StringWriter();
        Skelspark.commandLine()
                .setOut(new PrintWriter(said, true))
                .execute("config", "jobs/demo.conf", "--key", "train.schedule");

        assertThat(said.toString().lines().map(line -> line.replaceAll(" .*", "")))
                .containsExactly("train.schedule.type", "train.schedule.minimum");
        assertThat(run("config", "jobs/demo.conf", "--key", "train.shedule")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void exportsARunAndImportsItIntoAnother() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("small.conf"),
                """
                include required(file("%s"))
                include required(file("%s"))
                name = small
                model { base-channels = 8, num-stages = 3, inflate-stages = [2], down-stages = [2] }
                """
                        .formatted(
                                Path.of("conf/dataset/demo.conf").toAbsolutePath(),
                                Path.of("conf/stgcnpp/base.conf").toAbsolutePath()));
        String first = "run-dir=" + folder.resolve("first");
        String second = "run-dir=" + folder.resolve("second");
        RunConfig config = RunConfig.load(settings.toString(), List.of(first));
        ModelState state = config.network().initialise(1);
        RunFolder run = new RunFolder(config.runDir(), new Configuration());
        run.save(
                CheckpointStore.SavedModel.BEST,
                new Checkpoint(state, List.of(), Map.of(), Progress.between(2, 0.5, 2), Map.of()));
        Path file = folder.resolve("out.pth");

        assertThat(run("export", settings, first, "--to", file))
                .as("there is no last")
                .isEqualTo(2);
        assertThat(run("export", settings, first, "--to", file, "--checkpoint", "best"))
                .isZero();
        assertThat(run("export", settings, first, "--to", file, "--checkpoint", "best"))
                .as("the file exists")
                .isEqualTo(2);
        assertThat(run("export", settings, first, "--to", file, "--checkpoint", "best", "--overwrite"))
                .isZero();
        assertThat(run("import", settings, second, "--from", file)).isZero();
        assertThat(run("import", settings, second, "--from", file))
                .as("the run has a checkpoint")
                .isEqualTo(2);
        assertThat(run("import", settings, second, "model.num-stages=2", "--from", file, "--overwrite"))
                .as("another network")
                .isEqualTo(1);
        assertThat(folder.resolve("second")).isDirectoryContaining("glob:**last.safetensors");
    }

    @Test
    void fusesDumpsOfEqualWeightUnlessToldOtherwise() throws IOException {
        byte[] dump = ScoreDumpWriter.write(new ScoreDump(List.of(new DumpedSample(0, new float[] {1, 0}))));
        Path one = Files.write(folder.resolve("one.pkl"), dump);
        Path two = Files.write(folder.resolve("two.pkl"), dump);

        assertThat(run("fuse", one, two)).isZero();
        assertThat(run("fuse", one, two, "--weights", "2,1", "--softmax")).isZero();
        assertThat(run("fuse", one, two, "--weights", "2")).isEqualTo(2);
        assertThat(run("fuse", one, one)).isEqualTo(2);
        assertThat(run("fuse", one, folder.resolve("gone.pkl"))).isEqualTo(1);
    }
}

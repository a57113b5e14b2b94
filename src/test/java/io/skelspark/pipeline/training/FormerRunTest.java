package io.skelspark.pipeline.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.checkpoint.RunProvenance.Imported;
import io.skelspark.checkpoint.RunProvenance.Trained;
import io.skelspark.config.ConfigError;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.Progress;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerRunTest {
    private static final RunIdentity IDENTITY =
            new RunIdentity(new TreeMap<>(Map.of("frames", "16", "pipeline.train", "of 16", "train.epochs", "4")));
    private static final RunProvenance PROVENANCE =
            RunProvenance.of(new Trained(IDENTITY.text(), 0), "settings", "version");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private RunFolder run;

    @BeforeEach
    void open() {
        run = new RunFolder(folder.toString(), new Configuration());
    }

    private FormerRun former(int epoch, RunProvenance provenance) {
        StateLayout layout = new StateLayout();
        layout.add("weight", StateLayout.EntryKind.PARAMETER, List.of(2));
        run.save(new Checkpoint(
                new ModelState(layout, new float[2], new float[0]),
                List.of(),
                Map.of(),
                Progress.between(epoch, -1, 0),
                provenance.texts()));
        return FormerRun.in(run).orElseThrow();
    }

    private static RunIdentity epochs(int epochs) {
        return IDENTITY.with("train.epochs", Integer.toString(epochs));
    }

    private static RunIdentity frames(int frames) {
        return IDENTITY.with("frames", Integer.toString(frames)).with("pipeline.train", "of " + frames);
    }

    @Test
    void resumesUnderTheSameIdentity() {
        assertThat(FormerRun.in(run)).isEmpty();
        assertThat(former(2, PROVENANCE).resumes(IDENTITY)).isTrue();
        assertThat(former(2, PROVENANCE).progress().epoch()).isEqualTo(2);
    }

    @Test
    void namesTheSettingThatDiffers() {
        assertThatThrownBy(() -> former(2, PROVENANCE).resumes(frames(24)))
                .isInstanceOf(ConfigError.class)
                .hasMessage("the run in " + run + " has other settings: frames: 16 in the run, 24 now. Set another runs"
                        + " or run-dir, or pass --fresh to replace it");
    }

    @Test
    void aRunThatNeverFinishedAStepBlocksNothing() {
        assertThat(former(0, PROVENANCE).resumes(frames(24))).isFalse();
        assertThat(former(0, PROVENANCE).resumes(IDENTITY)).isTrue();
    }

    @Test
    void aFinishedRunMayGetMoreEpochs() {
        assertThat(former(4, PROVENANCE).resumes(epochs(6))).isTrue();
        assertThatThrownBy(() -> former(3, PROVENANCE).resumes(epochs(6)))
                .hasMessageContaining("train.epochs: 4 in the run, 6 now");
        assertThatThrownBy(() -> former(4, PROVENANCE).resumes(epochs(3)))
                .hasMessageContaining("train.epochs: 4 in the run, 3 now");
    }

    @Test
    void anIdentityOfAnEarlierVersionIsNotGuessed() {
        RunProvenance earlier = RunProvenance.of(new Trained("TrainSettings[epochs=4]", 0), "settings", "version");

        assertThatThrownBy(() -> former(2, earlier).resumes(IDENTITY))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("was made by a version that did not store all settings");
        assertThat(former(0, earlier).resumes(IDENTITY)).isFalse();
    }

    @Test
    void importedWeightsKeepTheirSettings() {
        RunProvenance resumable =
                RunProvenance.of(new Imported("a.pth", "", Optional.of(IDENTITY.text())), "settings", "version");
        RunProvenance alone = RunProvenance.of(new Imported("a.pth", "", Optional.empty()), "settings", "version");

        assertThat(former(0, resumable).resumes(IDENTITY.with("set.digest", "of the set")))
                .isTrue();
        assertThatThrownBy(() -> former(0, resumable).resumes(frames(24)))
                .hasMessageContaining("frames: 16 in the run, 24 now");
        assertThatThrownBy(() -> former(0, alone).resumes(IDENTITY))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("the weights of a.pth without an optimiser's state");
    }
}

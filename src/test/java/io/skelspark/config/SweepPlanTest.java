package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trials that a file and a command line ask for. */
class SweepPlanTest {
    private static final String DEMO = "jobs/demo.conf";

    private static List<String> names(String... assignments) {
        return plan(assignments).trials().stream().map(Trial::name).toList();
    }

    private static SweepPlan plan(String... assignments) {
        return SweepPlan.load(DEMO, List.of(assignments));
    }

    @Test
    void everyCombinationIsATrialAndSeedsChangeFastest() {
        assertThat(names("seed=0..1", "train.learning-rate=0.05,0.1"))
                .containsExactly(
                        "learning-rate-0.05_seed-0",
                        "learning-rate-0.05_seed-1",
                        "learning-rate-0.1_seed-0",
                        "learning-rate-0.1_seed-1");
    }

    @Test
    void aTrialHasItsSettingsAndFoldersOfItsOwn() {
        Trial trial = plan("seed=3,5", "train.epochs=4", "runs=out").trials().get(1);
        assertThat(trial.seed()).isEqualTo(5);
        assertThat(trial.epochs()).isEqualTo(4);
        assertThat(trial.point()).isEmpty();
        assertThat(trial.streams())
                .extracting(RunConfig::runDir)
                .containsExactly("out/sweep/seed-5/joint", "out/sweep/seed-5/bone");
        assertThat(trial.streams()).extracting(RunConfig::reportDir).containsOnly("out/sweep/seed-5/report");
        assertThat(trial.streams()).extracting(RunConfig::name).containsOnly("demo seed-5");
        assertThat(trial.streams())
                .extracting(stream -> stream.training().ranks().count())
                .containsOnly(1);
    }

    /** Free of the sweep, so that a trial goes on from a run of the same settings, and the other way round. */
    @Test
    void theSweepIsNoPartOfATrialsIdentity() {
        RunConfig trial = plan("seed=1,2", "features=[joint]", "sweep.ranks=2")
                .trials()
                .get(0)
                .streams()
                .get(0);
        RunConfig run = RunConfig.load(DEMO, List.of("seed=1", "features=[joint]"));
        assertThat(DecidingSettings.of(trial)).isEqualTo(DecidingSettings.of(run));
    }

    @Test
    void aListOfListsVariesAndOneListDoesNot() {
        assertThat(names("model.inflate-stages=[2],[2,3]", "model.down-stages=[2,3]", "features=[joint]"))
                .hasSize(2)
                .allMatch(name -> name.startsWith("inflate-stages"));
    }

    @Test
    void aFileSweepsToo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("sweep.conf"),
                """
                include required(file("%s"))
                sweep.settings { seed = "0..2", train.learning-rate = [0.1, 0.05], "frames" = 32 }
                """
                        .formatted(Path.of(DEMO).toAbsolutePath()));
        SweepPlan plan = SweepPlan.load(file.toString(), List.of("seed=7", "test-clips=1,2"));
        assertThat(plan.keys()).containsExactly("frames", "train.learning-rate", "test-clips");
        assertThat(plan.trials()).hasSize(4);
        assertThat(plan.trials().get(1).values())
                .isEqualTo(Map.of("frames", "32", "train.learning-rate", "0.1", "test-clips", "2"));
        assertThat(plan.trials()).extracting(Trial::seed).containsOnly(7L);
    }

    @Test
    void moreDrawsKeepTheFirstOnes() {
        String rate = "train.learning-rate=log-uniform(0.001, 1)";
        List<String> few = names(rate, "sweep.draws=3");
        List<String> many = names(rate, "sweep.draws=5");
        assertThat(few).hasSize(3);
        assertThat(many).hasSize(5).startsWith(few.toArray(String[]::new));
        assertThat(names(rate, "sweep.draws=3", "sweep.seed=1")).isNotEqualTo(few);
    }

    @Test
    void drawnPointsAreCombinedWithLists() {
        assertThat(names("train.max-gradient-norm=uniform(1, 9)", "sweep.draws=3", "seed=0..1"))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train.learing-rate=0.1,0.2|train.learing-rate (command line) (did you mean train.learning-rate?)",
                "train.learning-rate=0.1,fast|train.learning-rate (command line) is 'fast', expected a number",
                "seed=0,,1|seed (command line) is '0,,1', expected one value or more, none of them empty",
                "seed=1,2,1|seed (command line) is '1,2,1', expected different values, but 1 is there twice",
                "train.learning-rate=0.1,0.10|but 0.10 is there twice",
                "seed=4..0|seed (command line) is '4..0', expected a range that rises",
                "train.learning-rate=log-uniform(0, 1)|expected finite LOW < HIGH, above 0 for log-uniform",
                "train.learning-rate=loguniform(0.1, 1)|did you mean log-uniform?",
                "seed=3|no setting has several values",
                "run-dir=a,b|run-dir cannot be set in a sweep",
                "feature=joint,bone|feature cannot be set in a sweep",
                "sweep.ranks=1,2|sweep.ranks has several values, expected one",
                "sweep.ranks=3|sweep.ranks (command line) is 3, expected a power of two",
                "seed=0..9999|make more than 10000 trials"
            })
    void refusesInOneLine(String assignment, String message) {
        List<String> assignments =
                assignment.contains("9999") ? List.of(assignment, "frames=32,48") : List.of(assignment);
        assertThatThrownBy(() -> SweepPlan.load(DEMO, assignments))
                .isInstanceOf(ConfigError.class)
                .message()
                .contains(message)
                .doesNotContain("\n");
    }
}

package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import io.skelspark.JobFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A walk through all keys that a job reads, with values of every kind. Each is taken, or refused by a message with the key,
 * the place, and what was expected; there is no other exception, and nothing of what is taken overflows.
 */
class SettingsWalkTest {
    private static final String PLACE = "walk.conf";

    /** A key, its place and value, and what was expected; where two keys do not fit together, of either. */
    private static final Pattern FORM = Pattern.compile(
            "unknown setting \\S+ \\(.*|the setting \\S+ is missing, expected .*"
                    + "|\\S+ (\\(.+\\) (is|has)|= .* \\(.+\\)).*expected .*|\\S+ \\(.+\\): .*expected .*|\\S+: \\d+: Could not resolve substitution .*");

    /** Below, at and above ranges; not whole; huge; not finite; of other types; empty. */
    private static final List<String> VALUES = List.of(
            "-9223372036854775809",
            "-2147483649",
            "-1000",
            "-1",
            "-0.5",
            "0",
            "1e-320",
            "0.5",
            "1",
            "1.5",
            "2",
            "3",
            "1000",
            "100000000",
            "2000000000",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1e300",
            "1e999",
            "NaN",
            "Infinity",
            "-Infinity",
            "\"\"",
            "\"  \"",
            "\"two\\nlines\"",
            "word",
            "true",
            "null",
            "[]",
            "[0]",
            "[1]",
            "[-1, 1]",
            "[1, 1]",
            "[1.5, 2.5]",
            "[NaN, 1]",
            "[2000000000, 2000000000]",
            "[word]",
            "[word, word]",
            "[null]",
            "[[]]",
            "[{}]",
            "[{ type = Word }]",
            "{}",
            "{ word = 1 }",
            "{ type = Word }");

    @ParameterizedTest
    @CsvSource({
        "jobs/demo.conf, ''",
        "jobs/stgcn_utd-mhad.conf, model.",
        "jobs/2s-agcn_utd-mhad.conf, model.",
        "jobs/ctrgcn_nw-ucla.conf, model.",
        "jobs/dgstgcn_nw-ucla.conf, model.",
        "jobs/msg3d_nw-ucla.conf, model.",
        "jobs/posec3d_jhmdb.conf, model."
    })
    void takesOrRefusesEveryValueOfEveryKey(String file, String prefix) {
        walkKeys(file, prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conf/posec3d/c3d.conf", "conf/posec3d/x3d.conf"})
    void takesOrRefusesEveryValueOfTheKeysOfANetwork(String network, @TempDir Path folder) throws IOException {
        walkKeys(JobFile.of(folder, network), "model.");
    }

    private static void walkKeys(String file, String prefix) {
        Config parsed = SettingsFile.parse(file);
        List<String> faults = new ArrayList<>();
        for (String key : keys(parsed)) {
            for (String value : key.startsWith(prefix) ? VALUES : List.<String>of()) {
                fault(parsed, key, value).ifPresent(faults::add);
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Returns all keys that are read, and those of the file that only other keys refer to. */
    private static Set<String> keys(Config parsed) {
        Config resolved = SettingsFile.resolve(parsed, List.of());
        Settings settings = new Settings(resolved);
        RunConfig.read(settings);
        Set<String> keys = new TreeSet<>(settings.expected().keySet());
        keys.removeIf(key -> key.contains("[")); // the walks below go through the elements of lists
        return keys;
    }

    static Stream<String> augmentations() {
        return Stream.of(
                "type = RandomRot, theta = 0.3",
                "type = RandomScale, scale = 0.1",
                "type = PreNormalize2D, mode = auto, smallest-extent = 10",
                "type = PreNormalize3D, center-joint = 1, z-axis = [0, 1], x-axis = [8, 4], align = [center, spine]",
                "type = GenSkeFeat, feature = joint",
                "type = UniformSampleFrames, clip-len = 4, num-clips = 1, test-mode = true, seed = 255",
                "type = StretchFrames, clip-len = 4, num-clips = 1, test-mode = true, seed = 255",
                "type = Resample, clip-len = 4",
                "type = CenterJoint, joint = 1",
                "type = RandomView, axes = [x, y], degrees = [-60, 60]",
                "type = MinMaxNormalize",
                "type = RandomScale, scale = [0.1, 0.2, 0], factors = channel",
                "type = ScaleByBone, bone = [1, 2]",
                "type = RandomShear, shear = 0.5",
                "type = RandomTranslation, distance = 0.1",
                "type = RandomDropAxis, ratio = 0.5",
                "type = RandomDropJoint, ratio = 0.5, joints = [4, 12], frames = [16, 32]",
                "type = Jitter, sigma = 0.01",
                "type = RandomGaussianNoise, sigma = 0.01, base = video, draws = shared",
                "type = RandomApply, ratio = 0.5, transforms = [{ type = Jitter, sigma = 0.01 }]",
                "type = TemporalCrop, share = [0.5, 1], least-frames = 16",
                "type = FormatGCNInput, num-person = 2, mode = loop",
                "type = PoseCanvas, size = 128",
                "type = PoseCompact, padding = 0.25, threshold = 10, hw-ratio = 1, allow-imgpad = true",
                "type = Resize, scale = [-1, 64], keep-ratio = true",
                "type = Resize, scale = [48, 56], keep-ratio = false",
                "type = RandomResizedCrop, area-range = [0.56, 1], aspect-ratio-range = [0.75, 1.33]",
                "type = CenterCrop, crop-size = 64",
                "type = Flip, flip-ratio = 0.5",
                "type = Flip, flip-ratio = 0.5, about = origin",
                "type = GeneratePoseTarget, sigma = 0.6, use-score = true, feature = limb, double = false, scaling = 1",
                "type = GeneratePoseTarget, sigma = 1, use-score = true, with-kp = true, with-limb = false, double = true,"
                        + " scaling = 1",
                "type = FormatShape, input-format = NCTHW_Heatmap");
    }

    @ParameterizedTest
    @MethodSource("augmentations")
    void takesOrRefusesEveryArgumentOfATransform(String transform) {
        for (String list : List.of("augment", "dataset.normalize")) {
            walkSection("jobs/sample.conf", list, "[{ %s }]", "", transform);
        }
    }

    static Stream<String> sources() {
        return Stream.of(
                "type = PysklPickle, path = a",
                "type = PysklKeypointFiles, path = a, keypoint-files = b, valid-ratio = 0.5, box-threshold = 0.5,"
                        + " frames = all, max-persons = 2",
                "type = JhmdbPickle, path = a, split = 1",
                "type = NwUclaJson, path = a, train-views = [1, 2]",
                "type = UtdMhadMat, path = a",
                "type = KineticsSkeleton, path = a, parts = [train, val], considered = 5, kept = 2",
                "type = NtuSkeleton, path = a, missing-skeletons = \"\", converter = pyskl, actions = 60,"
                        + " protocols { xsub { by = performer, train = [1] } }",
                "type = JsonLines, path = a, max-line-bytes = 1000",
                "type = NumpyClips, path = a",
                "type = ClipPickles, path = a");
    }

    @ParameterizedTest
    @MethodSource("sources")
    void takesOrRefusesEveryKeyOfASource(String source) {
        walkSection("jobs/sample.conf", "dataset.source", "{ %s }", "dataset.source.", source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train.schedule|type = CosineAnnealing, minimum = 0",
                "train.schedule|type = MultiStep, gamma = 0.1, epochs = [1, 2]",
                "train.optimizer|type = SGD, momentum = 0.9, weight-decay = 5e-4, nesterov = true",
                "model.graph|mode = stgcn_spatial, max-hop = 1",
                "protocol|type = Splits, within = \"\", val { type = None }",
                "protocol|type = Holdout, attribute = subject, train = [1, 3], test = others, within = train,"
                        + " val { type = Values, attribute = subject, values = [3] }",
                "protocol|type = KFold, folds = 5, fold = 0, seed = 0, within = \"\", val { type = None }",
                "protocol|type = StratifiedKFold, folds = 5, fold = 0, seed = 0, within = \"\", val { type = None }",
                "protocol|type = GroupKFold, folds = 5, fold = 0, seed = 0, group-by = subject, within = \"\","
                        + " val { type = None }",
                "protocol|type = StratifiedGroupKFold, folds = 5, fold = 0, seed = 0, group-by = subject,"
                        + " within = \"\", val { type = None }",
                "protocol|type = LeaveOneGroupOut, attribute = subject, fold = 0, within = \"\","
                        + " val { type = None }",
                "protocol.val|type = Values, attribute = subject, values = [3]",
                "protocol.val|type = Share, share = 0.1, seed = 0",
                "evaluate.fusion|two { joint = 1, bone = 1 }",
                "published|joint = 50"
            })
    void takesOrRefusesEveryKeyOfASection(String section) {
        String[] parts = section.split("\\|", -1);
        walkSection("jobs/sample.conf", parts[0], "{ %s }", parts[0] + ".", parts[1]);
    }

    /** Takes each key of a section away, gives it every value, and adds another key. */
    private static void walkSection(String file, String key, String form, String path, String section) {
        Config parsed = SettingsFile.parse(file);
        Config arguments = ConfigFactory.parseString(section);
        List<String> faults = new ArrayList<>();
        assertThat(fault(parsed, key, form.formatted(section), path, true)).isEmpty();
        assertThat(fault(parsed, key, form.formatted(section + ", word = 1"), path + "word", false))
                .as("another key")
                .isEmpty();
        for (String argument : arguments.root().keySet()) {
            Config without = arguments.withoutPath(argument);
            if (!arguments.root().get(argument).unwrapped().toString().contains("{")) {
                String rest = render(without);
                fault(parsed, key, form.formatted(rest), path + argument, null).ifPresent(faults::add);
                for (String value : VALUES) {
                    String whole = rest + (rest.isEmpty() ? "" : ", ") + argument + " = " + value;
                    fault(parsed, key, form.formatted(whole), path + argument, null)
                            .ifPresent(faults::add);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static String render(Config config) {
        String braces = config.root().render(ConfigRenderOptions.concise());
        return braces.substring(1, braces.length() - 1);
    }

    private static Optional<String> fault(Config parsed, String key, String value) {
        return fault(parsed, key, value, key, null);
    }

    /** Returns what is wrong with how a value is taken or refused. */
    private static Optional<String> fault(
            Config parsed, String key, String value, String name, @Nullable Boolean taken) {
        String what = key + " = " + value + ": ";
        try {
            Config assigned = ConfigFactory.parseString(
                    key + " = null\n" + key + " = " + value,
                    ConfigParseOptions.defaults().setOriginDescription(PLACE));
            Config resolved = SettingsFile.resolve(assigned.withFallback(parsed), List.of());
            RunConfig.read(new Settings(resolved));
            return Boolean.FALSE.equals(taken) ? Optional.of(what + "is taken") : Optional.empty();
        } catch (ConfigError error) {
            String message = String.valueOf(error.getMessage());
            boolean good = FORM.matcher(message).matches()
                    && (message.contains(PLACE) || message.contains("missing") || !message.startsWith(name + " "))
                    && message.lines().count() == 1
                    && message.length() < 600;
            // a transform that is read well may be out of place among those of the sample
            boolean misplaced = message.startsWith("pipeline.") && message.contains(" does not fit clips of ");
            return misplaced || (good && !Boolean.TRUE.equals(taken)) ? Optional.empty() : Optional.of(what + message);
        } catch (ConfigException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException other) {
            return Optional.of(what + other);
        }
    }
}

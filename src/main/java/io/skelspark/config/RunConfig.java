package io.skelspark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.model.Recognizer;
import io.skelspark.model.predict.ClipScorer;
import io.skelspark.prepared.ClipRules;
import io.skelspark.prepared.PrepareSettings;
import io.skelspark.protocol.Protocol;
import io.skelspark.skeleton.Feature;
import io.skelspark.source.ClipNeeds;
import io.skelspark.source.Validator;
import io.skelspark.storage.Existing;
import io.skelspark.train.network.ModelState;
import io.skelspark.transform.FormatGCNInput;
import io.skelspark.transform.FormatShape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a run, read and checked. One file serves all jobs: {@code prepare} reads its dataset section,
 * {@code train} trains its feature, {@code evaluate} scores and fuses all its features.
 *
 * @param name name of the run in tables
 * @param dataset the data set
 * @param protocol who trains and who is tested of its clips
 * @param feature stream that is trained
 * @param features streams that are evaluated, in the order of the table
 * @param runDir folder of the training run of {@code feature}
 * @param reportDir folder of the accuracy tables
 * @param pipelines transforms for training, validation and testing
 * @param network network that is trained
 * @param viewShapes shapes of a view as the network takes it
 * @param training how the network is trained
 * @param evaluation how streams are scored and fused
 * @param resolved the settings as one text, without includes and substitutions
 */
public record RunConfig(
        String name,
        DatasetConfig dataset,
        Protocol protocol,
        Feature feature,
        List<Feature> features,
        String runDir,
        String reportDir,
        Pipelines pipelines,
        Recognizer network,
        ViewShapes viewShapes,
        TrainConfig training,
        EvaluateConfig evaluation,
        String resolved)
        implements Serializable {

    /**
     * Reads a file and the assignments of a command line, which override the file.
     *
     * @param file a HOCON file on the driver's own disk
     * @param overrides {@code key=value} each
     * @throws ConfigError if anything in them is missing, wrong, unknown or a secret
     */
    public static RunConfig load(String file, List<String> overrides) {
        Config config = SettingsFile.resolve(file, overrides);
        try {
            return read(new Settings(config));
        } catch (ConfigException e) {
            throw new ConfigError(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads the settings of the one stream that a job works on.
     *
     * @throws ConfigError if the file has several streams and no assignment says which; the message names them
     */
    public static RunConfig stream(String file, List<String> overrides) {
        RunConfig config = load(file, overrides);
        if (config.features().size() > 1 && !Assignments.set(overrides, "feature")) {
            List<String> choices = config.features().stream()
                    .map(feature -> "feature=" + feature.key())
                    .toList();
            int last = choices.size() - 1;
            throw new ConfigError(file + " has several streams, expected one for this job: add "
                    + String.join(", ", choices.subList(0, last)) + " or " + choices.get(last));
        }
        return config;
    }

    /** Reads the settings of each stream of a file. */
    public static List<RunConfig> perFeature(String file, List<String> overrides) {
        List<RunConfig> configs = new ArrayList<>();
        for (Feature feature : load(file, overrides).features()) {
            List<String> withFeature = new ArrayList<>(overrides);
            withFeature.add("feature=" + feature.key());
            configs.add(load(file, withFeature));
        }
        return configs;
    }

    /** Returns what the transforms and the network count on in every clip. */
    public ClipNeeds needs() {
        return new ClipNeeds(
                dataset.persons(),
                dataset.dropsPersons(),
                0,
                dataset.dimensions() == 2 && pipelines.train().readsImageSize(),
                dataset.dimensions() == 2 && pipelines.train().needsPixels(),
                pipelines.train().startsOver() ? viewShapes.train().get(1) : 0);
    }

    /** Returns the rules that every clip of the set keeps. */
    public ClipRules rules() {
        return dataset.rules(needs());
    }

    /**
     * Returns the values of a joint that a clip must have: its coordinates, and the score if there is one; 0 if the
     * network takes clips with scores and without.
     */
    public int jointChannels() {
        return feature.keepsChannels() ? viewShapes.test().get(viewShapes.test().size() - 1) : 0;
    }

    /** Returns the check that a clip can be scored: networks of joints have a fixed input, heat maps take any people. */
    public Validator inputCheck() {
        boolean joints = !feature.isHeatmap();
        return dataset.rules(new ClipNeeds(
                        dataset.persons(),
                        dataset.dropsPersons() || !joints,
                        jointChannels(),
                        dataset.dimensions() == 2 && pipelines.test().readsImageSize(),
                        dataset.dimensions() == 2 && pipelines.test().needsPixels(),
                        pipelines.test().startsOver() ? viewShapes.test().get(1) : 0))
                .validator();
    }

    /** Creates a scorer of clips with trained weights, for one thread. */
    public ClipScorer clipScorer(ClipAverage average, ModelState state) {
        return new ClipScorer(
                inputCheck(), pipelines.test(), average, evaluation.viewsPerBatch(), network.scorer(state));
    }

    /** Returns the settings of the job that prepares the set. */
    public PrepareSettings prepare(Existing existing) {
        return dataset.prepare(needs(), existing);
    }

    static RunConfig read(Settings settings) {
        DatasetConfig dataset = DatasetConfig.read(settings.section("dataset"));
        settings.name("runs"); // only other keys refer to it
        settings.integer("test-clips", Range.upTo(1000)); // here, not where the pipelines repeat it
        Feature feature = settings.choice("feature", Feature.class);
        ModelConfig model = ModelConfig.read(settings, dataset, feature);
        TrainConfig training = TrainConfig.read(
                settings.section("train"),
                settings.integer("seed"),
                dataset.classes().size());
        EvaluateConfig evaluation = EvaluateConfig.read(settings);
        SweepConfig.read(settings); // of use to the job sweep alone, and checked for all
        Sizes.check(settings, model.viewShapes(), feature.isHeatmap());
        RunConfig run = new RunConfig(
                settings.name("name"),
                dataset,
                ProtocolConfig.read(settings, dataset.splits()),
                feature,
                settings.choices("features", Feature.class),
                settings.name("run-dir"),
                settings.name("report-dir"),
                Pipelines.read(
                        settings, dataset.layout(), feature.isHeatmap() ? FormatShape.class : FormatGCNInput.class),
                model.network(),
                model.viewShapes(),
                training,
                evaluation,
                settings.used().root().render(ConfigRenderOptions.concise().setFormatted(true)));
        settings.rejectUnread();
        PipelineProbe.check(
                settings, run.pipelines, dataset, feature.isHeatmap() || run.jointChannels() != dataset.dimensions());
        return run;
    }
}

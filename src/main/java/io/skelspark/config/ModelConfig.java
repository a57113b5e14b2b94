package io.skelspark.config;

import io.skelspark.model.Recognizer;
import io.skelspark.model.Recognizer3D;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.model.cnn.VolumeBackbone;
import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.GraphBackbone;
import io.skelspark.model.gcn.GraphStage;
import io.skelspark.model.gcn.MSTCN;
import io.skelspark.model.gcn.SpatialUnit;
import io.skelspark.model.gcn.StageShapes;
import io.skelspark.model.gcn.TemporalUnit;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.model.gcn.UnitTCN;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.skeleton.Adjacency;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Graph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reader of the section {@code model}. A new spatial or temporal unit is one class in {@code io.skelspark.model.gcn} and
 * one line here, in {@link #SPATIAL} or {@link #TEMPORAL}.
 *
 * @param network network that the settings describe
 * @param viewShapes shapes of the views that it takes
 */
record ModelConfig(Recognizer network, ViewShapes viewShapes) {
    /** Spatial units by the type of the network that has them. */
    private static final Map<String, UnitReader<SpatialUnit>> SPATIAL = ordered(
            Map.entry("STGCN", new UnitReader<>(ModelConfig::unitGcn, "adaptive", "conv-pos", "with-res")),
            Map.entry("AAGCN", new UnitReader<>(ModelConfig::unitAagcn, "adaptive", "attention")));

    /** Temporal units by the value of the key {@code tcn}. */
    private static final Map<String, Function<Settings, TemporalUnit>> TEMPORAL = ordered(
            Map.entry("unit_tcn", ModelConfig::unitTcn),
            Map.entry(
                    "mstcn",
                    stage -> new MSTCN(
                            stage.number("tcn-dropout", Range.PART), stage.number("tcn-mid-channels", Range.SHARE))));

    /**
     * A reader of the unit of one stage.
     *
     * @param reader function from the settings of that stage to its unit
     * @param keys keys that may hold a list of one value for each stage
     */
    private record UnitReader<T>(Function<Settings, T> reader, List<String> keys) {
        private UnitReader(Function<Settings, T> reader, String... keys) {
            this(reader, List.of(keys));
        }
    }

    /**
     * Reads the section {@code model}.
     *
     * @param root all settings: the size of a view is given outside that section, since the transforms need it too
     */
    static ModelConfig read(Settings root, DatasetConfig dataset, Feature feature) {
        Settings settings = root.section("model");
        HeadSettings head = new HeadSettings(
                dataset.classes().size(),
                settings.number("head-dropout", Range.PART),
                settings.number("label-smoothing", Range.PART));
        List<String> types = Stream.concat(SPATIAL.keySet().stream(), VolumeConfig.TYPES.stream())
                .toList();
        UnitReader<SpatialUnit> spatial = SPATIAL.get(settings.word("type", types));
        try {
            ModelConfig model = spatial == null
                    ? volumes(root, VolumeConfig.read(root, dataset.layout(), feature), head)
                    : graph(root, dataset, new RecognizerGCN(backbone(settings, dataset, feature, spatial), head));
            Sizes.requireParameters(model.network().layout());
            return model;
        } catch (ArithmeticException | IllegalArgumentException e) {
            List<String> widths = Stream.of(
                            "base-channels",
                            "ch-ratio",
                            "inflate-stages",
                            "tcn",
                            "tcn-mid-channels",
                            "gamma-w",
                            "gamma-b")
                    .filter(settings::has)
                    .map(settings::quoted)
                    .toList();
            String reason = e instanceof ArithmeticException
                    ? "the network would have more weights than can be counted, expected fewer channels"
                    : e.getMessage();
            throw new ConfigError(String.join(", ", widths) + ": " + reason, e);
        }
    }

    private static ModelConfig graph(Settings root, DatasetConfig dataset, RecognizerGCN network) {
        List<Integer> view = List.of(
                dataset.persons(),
                root.integer("frames", Range.upTo(10_000)),
                dataset.layout().size(),
                network.backbone().inChannels());
        return new ModelConfig(network, new ViewShapes(view, view));
    }

    private static ModelConfig volumes(Settings root, VolumeBackbone backbone, HeadSettings head) {
        int frames = root.integer("frames", Range.upTo(10_000));
        int train = root.integer("train-resolution", Range.upTo(1024));
        int test = root.integer("test-resolution", Range.upTo(1024));
        return new ModelConfig(
                new Recognizer3D(backbone, head),
                new ViewShapes(
                        List.of(backbone.inChannels(), frames, train, train),
                        List.of(backbone.inChannels(), frames, test, test)));
    }

    /** Returns the settings of each stage. A key has one value for all stages, or a list of one for each. */
    private static List<Settings> stages(Settings settings, List<String> keys) {
        return settings.each(settings.integer("num-stages", Range.upTo(100)), "stages", keys);
    }

    private static GraphBackbone backbone(
            Settings settings, DatasetConfig dataset, Feature feature, UnitReader<SpatialUnit> spatial) {
        int channels = settings.integer("in-channels", Range.between(2, 3));
        Settings graph = settings.section("graph");
        Adjacency mode = Adjacency.of(
                graph.word("mode", List.of("spatial", "stgcn_spatial", "binary_adj")),
                graph.integer("max-hop", Range.upTo(100)));
        List<SpatialUnit> spatialUnits = stages(settings, spatial.keys()).stream()
                .map(stage -> spatial.reader().apply(stage))
                .toList();
        List<TemporalUnit> temporalUnits = stages(settings, List.of("tcn", "tcn-dropout", "tcn-mid-channels")).stream()
                .map(stage -> stage.known("tcn", TEMPORAL).apply(stage))
                .toList();
        return new GraphBackbone(
                dataset.persons(),
                feature == Feature.DISTANCE ? dataset.layout().size() : channels,
                new Graph(dataset.layout()).adjacency(mode),
                settings.choice("data-bn", DataNorm.class),
                new StageShapes(
                        settings.integer("num-stages", Range.upTo(100)),
                        settings.integer("base-channels", Range.upTo(4096)),
                        settings.number("ch-ratio", Range.above0(8)),
                        stageNumbers(settings, "inflate-stages"),
                        stageNumbers(settings, "down-stages")),
                IntStream.range(0, spatialUnits.size())
                        .mapToObj(stage -> new GraphStage(spatialUnits.get(stage), temporalUnits.get(stage)))
                        .toList());
    }

    private static List<Integer> stageNumbers(Settings settings, String key) {
        List<Integer> stages = settings.integers(key, Range.between(0, 99), Range.between(2, 100));
        int count = settings.integer("num-stages", Range.upTo(100));
        return settings.require(
                key,
                stages,
                stages.stream().allMatch(stage -> stage <= count),
                "stages from 2 to " + settings.quoted("num-stages"));
    }

    private static UnitGCN unitGcn(Settings stage) {
        return new UnitGCN(
                stage.choice("adaptive", Adaptive.class),
                stage.choice("conv-pos", UnitGCN.ConvPosition.class),
                stage.flag("with-res") ? UnitGCN.Residual.INPUT : UnitGCN.Residual.NONE);
    }

    private static UnitAAGCN unitAagcn(Settings stage) {
        return new UnitAAGCN(
                stage.flag("adaptive") ? UnitAAGCN.SampleGraph.ADAPTIVE : UnitAAGCN.SampleGraph.FIXED,
                stage.flag("attention") ? UnitAAGCN.Attention.STC : UnitAAGCN.Attention.NONE);
    }

    private static UnitTCN unitTcn(Settings stage) {
        double midChannels = stage.number("tcn-mid-channels", Range.SHARE);
        if (midChannels != 0) {
            throw new ConfigError(stage.quoted("tcn-mid-channels")
                    + " for unit_tcn, which has no branches: expected 0, or " + stage.fullName("tcn") + " = mstcn");
        }
        return new UnitTCN(stage.number("tcn-dropout", Range.PART));
    }

    /** Returns a map in the order of the pairs: messages name the keys in this order. */
    @SafeVarargs
    private static <T> Map<String, T> ordered(Map.Entry<String, T>... pairs) {
        Map<String, T> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, T> pair : pairs) {
            ordered.put(pair.getKey(), pair.getValue());
        }
        return ordered;
    }
}

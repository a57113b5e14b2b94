package io.skelspark.config;

import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.DGGCN;
import io.skelspark.model.gcn.DGMSTCN;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.GraphBackbone;
import io.skelspark.model.gcn.GraphStage;
import io.skelspark.model.gcn.InitialGraph;
import io.skelspark.model.gcn.MSG3D;
import io.skelspark.model.gcn.MSTCN;
import io.skelspark.model.gcn.MultiScaleTemporalConv;
import io.skelspark.model.gcn.SpatialUnit;
import io.skelspark.model.gcn.StageShapes;
import io.skelspark.model.gcn.StagedGCN;
import io.skelspark.model.gcn.TemporalUnit;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitCTRGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.model.gcn.UnitTCN;
import io.skelspark.skeleton.Adjacency;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Graph;
import io.skelspark.skeleton.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The reader of graph convolutional backbones. A new spatial or temporal unit is one class in
 * {@code io.skelspark.model.gcn} and one line here, in {@link #SPATIAL} or {@link #TEMPORAL}.
 */
final class GraphBackboneConfig {
    private static final String MS_G3D = "MSG3D";

    /** Spatial units by the type of the network that has them. */
    private static final Map<String, UnitReader<SpatialUnit>> SPATIAL = ordered(
            Map.entry("STGCN", new UnitReader<>(GraphBackboneConfig::unitGcn, "adaptive", "conv-pos", "with-res")),
            Map.entry("AAGCN", new UnitReader<>(GraphBackboneConfig::unitAagcn, "adaptive", "attention")),
            Map.entry("CTRGCN", new UnitReader<>(stage -> new UnitCTRGCN())),
            Map.entry("DGSTGCN", new UnitReader<>(GraphBackboneConfig::dggcn, "gcn-ratio")));

    /** Temporal units by the value of the key {@code tcn}. */
    private static final Map<String, UnitReader<TemporalUnit>> TEMPORAL = ordered(
            Map.entry("unit_tcn", new UnitReader<>(GraphBackboneConfig::unitTcn)),
            Map.entry("mstcn", new UnitReader<>(stage -> new MSTCN(dropout(stage), midChannels(stage)))),
            Map.entry("dgmstcn", new UnitReader<>(stage -> new DGMSTCN(dropout(stage), midChannels(stage)))),
            Map.entry("msg3d_tcn", new UnitReader<>(GraphBackboneConfig::multiScale)));

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

    /** Returns the types of backbone. */
    static List<String> types() {
        List<String> types = new ArrayList<>(SPATIAL.keySet());
        types.add(MS_G3D);
        return types;
    }

    /** Reads the backbone of one of these types. */
    static GraphBackbone read(Settings settings, DatasetConfig dataset, Feature feature) {
        int coordinates = settings.integer("in-channels", Range.between(2, 3));
        int channels = feature == Feature.DISTANCE ? dataset.layout().size() : coordinates;
        String type = settings.word("type", types());
        return type.equals(MS_G3D)
                ? msg3d(settings, dataset, channels)
                : staged(settings, dataset, channels, Objects.requireNonNull(SPATIAL.get(type)));
    }

    /** Returns the settings of each stage. A key has one value for all stages, or a list of one for each. */
    private static List<Settings> stages(Settings settings, List<String> keys) {
        return settings.each(settings.integer("num-stages", Range.upTo(100)), "stages", keys);
    }

    private static StagedGCN staged(
            Settings settings, DatasetConfig dataset, int channels, UnitReader<SpatialUnit> spatial) {
        List<SpatialUnit> spatialUnits = stages(settings, spatial.keys()).stream()
                .map(stage -> spatial.reader().apply(stage))
                .toList();
        List<TemporalUnit> temporalUnits = stages(settings, List.of("tcn", "tcn-dropout", "tcn-mid-channels")).stream()
                .map(stage -> stage.known("tcn", TEMPORAL).reader().apply(stage))
                .toList();
        return new StagedGCN(
                dataset.persons(),
                channels,
                graph(settings.section("graph"), dataset.layout()),
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

    private static InitialGraph graph(Settings settings, Layout layout) {
        String mode = settings.word("mode", List.of("spatial", "stgcn_spatial", "binary_adj", "random"));
        if (mode.equals("random")) {
            return new InitialGraph.Drawn(
                    settings.integer("num-filter", Range.upTo(256)),
                    layout.size(),
                    settings.number("init-off", Range.between(-1, 1)),
                    settings.number("init-std", Range.SHARE));
        }
        Adjacency adjacency = Adjacency.of(mode, settings.integer("max-hop", Range.upTo(100)));
        return new InitialGraph.Skeleton(new Graph(layout).adjacency(adjacency));
    }

    private static MSG3D msg3d(Settings settings, DatasetConfig dataset, int channels) {
        return new MSG3D(
                dataset.persons(),
                channels,
                new Graph(dataset.layout()).adjacency(new Adjacency.BinaryAdj()),
                settings.integer("base-channels", Range.upTo(1024)),
                settings.integer("num-gcn-scales", Range.upTo(100)),
                settings.integer("num-g3d-scales", Range.upTo(100)));
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

    private static DGGCN dggcn(Settings stage) {
        return new DGGCN(stage.number("gcn-ratio", Range.PART));
    }

    private static UnitTCN unitTcn(Settings stage) {
        if (midChannels(stage) != 0) {
            throw new ConfigError(stage.quoted("tcn-mid-channels")
                    + " for unit_tcn, which has no branches: expected 0, or " + stage.fullName("tcn") + " = mstcn");
        }
        return new UnitTCN(dropout(stage));
    }

    private static MultiScaleTemporalConv multiScale(Settings stage) {
        stage.require(
                "tcn-mid-channels", 0, midChannels(stage) == 0, "0 for msg3d_tcn, whose branches share the width");
        int kernel = stage.integer("tcn-kernel", Range.upTo(99));
        stage.require("tcn-kernel", kernel, kernel % 2 == 1, "an odd number of frames");
        return new MultiScaleTemporalConv(
                dropout(stage), kernel, stage.integers("tcn-dilations", Range.upTo(16), Range.upTo(100)));
    }

    private static double dropout(Settings stage) {
        return stage.number("tcn-dropout", Range.PART);
    }

    private static double midChannels(Settings stage) {
        return stage.number("tcn-mid-channels", Range.SHARE);
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

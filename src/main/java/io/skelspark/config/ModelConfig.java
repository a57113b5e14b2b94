package io.skelspark.config;

import io.skelspark.model.Recognizer;
import io.skelspark.model.Recognizer3D;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.model.cnn.ResNet3dSlowOnly;
import io.skelspark.model.gcn.AAGCN;
import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.STGCN;
import io.skelspark.model.gcn.Stages;
import io.skelspark.model.gcn.TemporalUnit;
import io.skelspark.model.gcn.Trunk;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.model.layer.Head;
import io.skelspark.skeleton.Adjacency;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Graph;
import java.util.List;

/**
 * Networks by their type: a new one is one class and one line here.
 *
 * @param network that the settings describe
 * @param clips shapes of what it takes
 */
record ModelConfig(Recognizer network, Clips clips) {
    /**
     * Reads the section {@code model}.
     *
     * @param root all settings: the size of a clip stands above that section, for the transforms need it, too
     */
    static ModelConfig read(Settings root, DatasetConfig dataset, Feature feature) {
        Settings settings = root.section("model");
        Head.Settings head = new Head.Settings(
                dataset.classes().size(), settings.number("head-dropout"), settings.number("label-smoothing"));
        String type = settings.text("type");
        return switch (type) {
            case "STGCN" -> graph(root, dataset, new RecognizerGCN(stgcn(settings, dataset), head));
            case "AAGCN" -> graph(root, dataset, new RecognizerGCN(aagcn(settings, dataset), head));
            case "ResNet3dSlowOnly" -> volumes(root, SlowOnlyConfig.read(settings, dataset.layout(), feature), head);
            default ->
                throw new ConfigError(
                        settings.name("type") + " = " + type + ", expected STGCN, AAGCN or ResNet3dSlowOnly");
        };
    }

    private static ModelConfig graph(Settings root, DatasetConfig dataset, RecognizerGCN network) {
        List<Integer> clip = List.of(
                dataset.persons(),
                root.integer("frames"),
                dataset.layout().size(),
                network.backbone().trunk().inChannels());
        return new ModelConfig(network, new Clips(clip, clip));
    }

    private static ModelConfig volumes(Settings root, ResNet3dSlowOnly backbone, Head.Settings head) {
        int frames = root.integer("frames");
        int train = root.integer("train-size");
        int test = root.integer("test-size");
        return new ModelConfig(
                new Recognizer3D(backbone, head),
                new Clips(
                        List.of(backbone.inChannels(), frames, train, train),
                        List.of(backbone.inChannels(), frames, test, test)));
    }

    private static STGCN stgcn(Settings settings, DatasetConfig dataset) {
        return new STGCN(
                trunk(settings, dataset),
                stages(settings, "adaptive", "conv-pos", "with-res").stream()
                        .map(stage -> new UnitGCN.Settings(
                                stage.choice("adaptive", Adaptive.class),
                                stage.choice("conv-pos", UnitGCN.ConvPosition.class),
                                stage.flag("with-res") ? UnitGCN.Residual.INPUT : UnitGCN.Residual.NONE))
                        .toList());
    }

    private static AAGCN aagcn(Settings settings, DatasetConfig dataset) {
        return new AAGCN(
                trunk(settings, dataset),
                stages(settings, "adaptive", "attention").stream()
                        .map(stage -> new UnitAAGCN.Settings(
                                stage.flag("adaptive") ? UnitAAGCN.Edges.ADAPTIVE : UnitAAGCN.Edges.FIXED,
                                stage.flag("attention") ? UnitAAGCN.Attention.STC : UnitAAGCN.Attention.NONE))
                        .toList());
    }

    /** The settings of each stage: one value for all of them, or a list of one for each. */
    private static List<Settings> stages(Settings settings, String... keys) {
        return settings.each(settings.integer("num-stages"), "stages", List.of(keys));
    }

    private static Trunk trunk(Settings settings, DatasetConfig dataset) {
        Settings graph = settings.section("graph");
        Adjacency mode = Adjacency.of(graph.text("mode"), graph.integer("max-hop"));
        return new Trunk(
                dataset.persons(),
                settings.integer("in-channels"),
                new Graph(dataset.layout()).adjacency(mode),
                new Stages(
                        settings.integer("num-stages"),
                        settings.integer("base-channels"),
                        settings.number("ch-ratio"),
                        settings.integers("inflate-stages"),
                        settings.integers("down-stages")),
                stages(settings, "tcn", "tcn-dropout", "tcn-mid-channels").stream()
                        .map(stage -> new TemporalUnit(
                                stage.choice("tcn", TemporalUnit.Kind.class),
                                stage.number("tcn-dropout"),
                                stage.number("tcn-mid-channels")))
                        .toList(),
                settings.choice("data-bn", DataNorm.class));
    }
}

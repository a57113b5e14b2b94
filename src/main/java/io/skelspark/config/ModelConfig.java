package io.skelspark.config;

import io.skelspark.model.Recognizer;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.model.gcn.AAGCN;
import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.Backbone;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.STGCN;
import io.skelspark.model.gcn.Stages;
import io.skelspark.model.gcn.TemporalUnit;
import io.skelspark.model.gcn.Trunk;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.skeleton.Adjacency;
import io.skelspark.skeleton.Graph;
import java.util.List;

/** Networks by their type: a new one is one class and one line here. */
final class ModelConfig {
    private ModelConfig() {}

    static Recognizer read(Settings settings, DatasetConfig dataset) {
        return new RecognizerGCN(
                backbone(settings, dataset),
                dataset.classes().size(),
                settings.number("head-dropout"),
                settings.number("label-smoothing"));
    }

    private static Backbone.Settings backbone(Settings settings, DatasetConfig dataset) {
        String type = settings.text("type");
        return switch (type) {
            case "STGCN" ->
                new STGCN(
                        trunk(settings, dataset),
                        stages(settings, "adaptive", "conv-pos", "with-res").stream()
                                .map(stage -> new UnitGCN.Settings(
                                        stage.choice("adaptive", Adaptive.class),
                                        stage.choice("conv-pos", UnitGCN.ConvPosition.class),
                                        stage.flag("with-res") ? UnitGCN.Residual.INPUT : UnitGCN.Residual.NONE))
                                .toList());
            case "AAGCN" ->
                new AAGCN(
                        trunk(settings, dataset),
                        stages(settings, "adaptive", "attention").stream()
                                .map(stage -> new UnitAAGCN.Settings(
                                        stage.flag("adaptive") ? UnitAAGCN.Edges.ADAPTIVE : UnitAAGCN.Edges.FIXED,
                                        stage.flag("attention") ? UnitAAGCN.Attention.STC : UnitAAGCN.Attention.NONE))
                                .toList());
            default -> throw new ConfigError(settings.name("type") + " = " + type + ", expected STGCN or AAGCN");
        };
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

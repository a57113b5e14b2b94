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

/** Networks by their type: a new one is one class and one line here. */
final class ModelConfig {
    private ModelConfig() {}

    static Recognizer read(Settings settings, DatasetConfig dataset) {
        return new RecognizerGCN(
                backbone(settings, dataset), dataset.classes().size(), settings.number("label-smoothing"));
    }

    private static Backbone.Settings backbone(Settings settings, DatasetConfig dataset) {
        String type = settings.text("type");
        return switch (type) {
            case "STGCN" ->
                new STGCN(
                        trunk(settings, dataset),
                        new UnitGCN.Settings(
                                settings.choice("adaptive", Adaptive.class),
                                settings.choice("conv-pos", UnitGCN.ConvPosition.class),
                                settings.flag("with-res") ? UnitGCN.Residual.INPUT : UnitGCN.Residual.NONE));
            case "AAGCN" ->
                new AAGCN(
                        trunk(settings, dataset),
                        new UnitAAGCN.Settings(
                                settings.flag("adaptive") ? UnitAAGCN.Edges.ADAPTIVE : UnitAAGCN.Edges.FIXED,
                                settings.flag("attention") ? UnitAAGCN.Attention.STC : UnitAAGCN.Attention.NONE));
            default -> throw new ConfigError(settings.name("type") + " = " + type + ", expected STGCN or AAGCN");
        };
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
                new TemporalUnit(settings.choice("tcn", TemporalUnit.Kind.class), settings.number("tcn-dropout")),
                settings.choice("data-bn", DataNorm.class));
    }
}

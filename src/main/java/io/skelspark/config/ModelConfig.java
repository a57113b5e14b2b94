package io.skelspark.config;

import io.skelspark.model.RecognizerGCN;
import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.Backbone;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.STGCN;
import io.skelspark.model.gcn.Stages;
import io.skelspark.model.gcn.TemporalUnit;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.skeleton.Adjacency;
import io.skelspark.skeleton.Graph;
import io.skelspark.train.Network;
import java.util.Locale;

/** Networks by their type: a new one is one class and one line here. */
final class ModelConfig {
    private ModelConfig() {}

    static Network read(Settings settings, DatasetConfig dataset) {
        String type = settings.text("type");
        if (!type.equals("STGCN")) {
            throw new ConfigError(settings.name("type") + " = " + type + ", expected STGCN");
        }
        return new RecognizerGCN(stgcn(settings, dataset), dataset.classes().size());
    }

    private static Backbone.Settings stgcn(Settings settings, DatasetConfig dataset) {
        Settings graph = settings.section("graph");
        Adjacency mode = Adjacency.of(graph.text("mode"), graph.integer("max-hop"));
        return new STGCN.Settings(
                settings.integer("in-channels"),
                new Graph(dataset.layout()).adjacency(mode),
                new Stages(
                        settings.integer("num-stages"),
                        settings.integer("base-channels"),
                        settings.number("ch-ratio"),
                        settings.integers("inflate-stages"),
                        settings.integers("down-stages")),
                new UnitGCN.Settings(
                        settings.parsed("adaptive", name -> Adaptive.valueOf(upper(name))),
                        settings.flag("with-res") ? UnitGCN.Residual.INPUT : UnitGCN.Residual.NONE),
                settings.parsed("tcn", name -> TemporalUnit.valueOf(upper(name))),
                settings.parsed("data-bn", name -> DataNorm.valueOf(upper(name))));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}

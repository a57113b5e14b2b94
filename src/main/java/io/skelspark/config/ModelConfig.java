package io.skelspark.config;

import io.skelspark.model.Recognizer;
import io.skelspark.model.Recognizer3D;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.model.cnn.VolumeBackbone;
import io.skelspark.model.gcn.GraphBackbone;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Reference;
import io.skelspark.skeleton.Feature;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reader of the section {@code model}.
 *
 * @param network network that the settings describe
 * @param viewShapes shapes of the views that it takes
 */
record ModelConfig(Recognizer network, ViewShapes viewShapes) {
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
        List<String> graphs = GraphBackboneConfig.types();
        String type = settings.word(
                "type",
                Stream.concat(graphs.stream(), VolumeConfig.TYPES.stream()).toList());
        try {
            ModelConfig model = graphs.contains(type)
                    ? graph(root, dataset, GraphBackboneConfig.read(settings, dataset, feature), head)
                    : volumes(root, VolumeConfig.read(root, dataset.layout(), feature), head);
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

    private static ModelConfig graph(Settings root, DatasetConfig dataset, GraphBackbone backbone, HeadSettings head) {
        Reference reference = root.section("model").choice("reference", Reference.class);
        List<Integer> view = List.of(
                dataset.persons(),
                root.integer("frames", Range.upTo(10_000)),
                dataset.layout().size(),
                backbone.inChannels());
        return new ModelConfig(new RecognizerGCN(backbone, head, reference), new ViewShapes(view, view));
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
}

package io.skelspark.config;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.PreNormalize2D;
import java.util.Arrays;
import java.util.Map;

/**
 * A trial of the pipelines on a clip as the data set describes it, so that a transform that does not fit such clips is told
 * before anything is read.
 */
final class PipelineProbe {
    private static final int FRAMES = 24;
    private static final ImageShape IMAGE = new ImageShape(480, 640);

    private PipelineProbe() {}

    /**
     * Runs each pipeline once.
     *
     * @param scored whether 2D joints have scores
     * @throws ConfigError if a transform refuses the clip, with the pipeline and the reason
     */
    static void check(Settings settings, Pipelines pipelines, DatasetConfig dataset, boolean scored) {
        if (dataset.dimensions() == 3
                && pipelines.train().transforms().stream().anyMatch(PreNormalize2D.class::isInstance)) {
            throw new ConfigError("PreNormalize2D in pipeline.train (" + settings.origin("pipeline.train")
                    + ") is for joints in an image, and dataset.dimensions is 3; use CenterJoint or PreNormalize3D in"
                    + " dataset.normalize");
        }
        PoseSample clip = clip(dataset, scored);
        Map<String, Pipeline> all =
                Map.of("train", pipelines.train(), "val", pipelines.val(), "test", pipelines.test());
        all.forEach((name, pipeline) -> {
            try {
                pipeline.apply(clip, new NumpyRandom(0));
            } catch (RuntimeException refused) {
                throw new ConfigError(
                        "pipeline." + name + " (" + settings.origin("pipeline." + name) + ") does not fit clips of "
                                + dataset.persons() + " people, "
                                + dataset.layout().size() + " joints and " + dataset.dimensions()
                                + " coordinates: " + refused.getMessage(),
                        refused);
            }
        });
    }

    /** Returns a clip of people who stand somewhere in the image, or near the origin of space. */
    private static PoseSample clip(DatasetConfig dataset, boolean scored) {
        NumpyRandom random = new NumpyRandom(0);
        int joints = dataset.layout().size();
        int people = dataset.persons();
        Tensor keypoint = Tensor.zeros(DType.FLOAT32, people, FRAMES, joints, dataset.dimensions());
        boolean flat = dataset.dimensions() == 2;
        for (int i = 0; i < keypoint.values().length; i++) {
            keypoint.values()[i] = flat ? random.uniform(100, 400) : random.uniform(-1, 1);
        }
        Tensor score = Tensor.zeros(DType.FLOAT32, people, FRAMES, joints);
        Arrays.fill(score.values(), 1);
        return new PoseSample("of the set", 0, FRAMES, flat ? IMAGE : null, keypoint, flat && scored ? score : null);
    }
}

package io.skelspark.pipeline.drawing;

import io.skelspark.picture.Picture;
import io.skelspark.picture.SkeletonPicture;
import io.skelspark.picture.VolumePicture;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Views;
import io.skelspark.transform.FormatShape;
import io.skelspark.transform.GeneratePoseTarget;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.PoseCompact;
import io.skelspark.transform.PoseDecode;
import io.skelspark.transform.Resize;
import io.skelspark.transform.UniformSampleFrames;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The pictures of a clip's heat-map volumes, which are made as in PoseC3D's published tests (48 frames of 64 x 64, sigma
 * 0.6). The joints are taken from the skeleton's picture, so that sets without an image size, and 3D sets, have volumes too.
 */
final class VolumePictures {
    private static final int FRAMES = 48;
    private static final int SIZE = 64;
    private static final double SIGMA = 0.6;
    private static final int FRAMES_PER_SECOND = 12;

    private final Layout layout;
    private final PoseSample onCanvas;

    VolumePictures(Layout layout, SkeletonPicture skeleton, PoseSample sample) {
        this.layout = layout;
        onCanvas = skeleton.onCanvas(sample);
    }

    /** Draws the volume of a stream as contact sheet and animation. */
    List<Picture> of(Feature stream, String title, int shown) {
        Pipeline pipeline = Pipeline.of(
                UniformSampleFrames.test(FRAMES, 1),
                new PoseDecode(),
                new PoseCompact(0.25, 10, new PoseCompact.Ratio(1, 1), PoseCompact.BoxLimit.PADDED),
                Resize.to(SIZE, SIZE),
                new GeneratePoseTarget(
                        layout, stream, SIGMA, 1, GeneratePoseTarget.Peaks.ONE, GeneratePoseTarget.Copies.ORIGINAL),
                new FormatShape(FormatShape.InputFormat.NCTHW_HEATMAP));
        Views views = pipeline.apply(onCanvas, new NumpyRandom(0)).input();
        float[] values = new float[views.viewSize()];
        views.draw(0, FloatBuffer.wrap(values), 0);
        int[] shape = views.shape();
        VolumePicture volume = new VolumePicture(channels(stream), values, shape[2], shape[3], shape[4]);
        String name = stream.key() + "-volume";
        return List.of(
                volume.sheet(name, title + ", " + stream.key() + " volume", shown),
                volume.animation(name, FRAMES_PER_SECOND));
    }

    private List<String> channels(Feature stream) {
        if (stream == Feature.KEYPOINT) {
            return layout.joints();
        }
        return layout.limbs().stream()
                .map(limb -> layout.joints().get(limb.from()) + " - "
                        + layout.joints().get(limb.to()))
                .toList();
    }
}

package io.skelspark.golden;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.heatmap.FrameMaps;
import io.skelspark.heatmap.HeatmapVolume;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.tensor.Views;
import io.skelspark.transform.CenterCrop;
import io.skelspark.transform.Crop;
import io.skelspark.transform.RandomResizedCrop;
import io.skelspark.transform.Transform;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;

/** Group B: each transform of the heat maps alone. */
final class HeatmapChecks {
    private static final int DRAWS = 20_000;

    private HeatmapChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of(
                "PoseCompact", HeatmapChecks::joints,
                "Resize", HeatmapChecks::joints,
                "CenterCrop", HeatmapChecks::centerCrop,
                "Flip (forced)", HeatmapChecks::joints,
                "RandomResizedCrop with the recorded crop_bbox", HeatmapChecks::crop,
                "RandomResizedCrop box distribution", HeatmapChecks::distribution,
                "GeneratePoseTarget", HeatmapChecks::maps,
                "FormatShape(NCTHW_Heatmap)", HeatmapChecks::formatShape);
    }

    private static void joints(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        String type = golden.op().split(" ", -1)[0];
        PoseSample input = TransformChecks.sample(npz, "in.");
        compare(golden, npz, transform(type, golden).apply(input, new NumpyRandom(0)));
    }

    private static Transform transform(String type, GoldenCase golden) {
        return HeatmapTransforms.transform(type, golden.params(), golden.isPyskl())
                .orElseThrow();
    }

    /** The reference's own bookkeeping, crop_quadruple and scale_factor, has no counterpart here. */
    static void compare(GoldenCase golden, Npz npz, PoseSample found) {
        TransformChecks.compare(golden, "out.keypoint", npz.array("out.keypoint"), found.keypoint());
        if (npz.has("out.keypoint_score")) {
            Tensor score = requireNonNull(found.keypointScore());
            TransformChecks.compare(golden, "out.keypoint_score", npz.array("out.keypoint_score"), score);
        }
        if (npz.has("out.img_shape")) {
            ImageShape image = requireNonNull(found.imgShape());
            assertThat(new int[] {image.height(), image.width()})
                    .isEqualTo(npz.array("out.img_shape").ints());
        }
    }

    private static void centerCrop(GoldenCase golden) throws IOException {
        joints(golden);
        Npz npz = golden.npz();
        CenterCrop crop = (CenterCrop) transform("CenterCrop", golden);
        Crop box = crop.box(requireNonNull(TransformChecks.sample(npz, "in.").imgShape()));
        assertThat(new int[] {box.left(), box.top(), box.left() + box.width(), box.top() + box.height()})
                .isEqualTo(npz.array("out.crop_bbox").ints());
    }

    private static void crop(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        compare(golden, npz, box(npz.array("in.crop_bbox").ints()).of(TransformChecks.sample(npz, "in.")));
    }

    /** A box given by its corners. */
    static Crop box(int[] corners) {
        return new Crop(corners[0], corners[1], corners[2] - corners[0], corners[3] - corners[1]);
    }

    private static void distribution(GoldenCase golden) throws IOException {
        JsonNode stats = golden.json(".json");
        ImageShape image = new ImageShape(
                stats.get("img_shape").get(0).asInt(),
                stats.get("img_shape").get(1).asInt());
        RandomResizedCrop crop = new RandomResizedCrop(range(stats.get("area_range")), range(stats.get("aspect")));
        NumpyRandom random = new NumpyRandom(1);
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            Crop box = crop.box(image, random);
            double area = (double) box.width() * box.height() / image.width() / image.height();
            Map<String, Double> draw = Map.of(
                    "x1", (double) box.left(),
                    "y1", (double) box.top(),
                    "w", (double) box.width(),
                    "h", (double) box.height(),
                    "area", area,
                    "log_aspect", Math.log((double) box.width() / box.height()));
            draw.forEach((name, value) -> {
                double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
                sum[0] += value;
                sum[1] += value * value;
            });
        }
        double meanTolerance = golden.tolerance("mean").get("atol_in_std").asDouble();
        double stdTolerance = golden.tolerance("std").get("rtol").asDouble();
        assertThat(sums).hasSize(stats.get("mean").size());
        sums.forEach((name, sum) -> {
            double mean = sum[0] / DRAWS;
            double std = stats.get("std").get(name).asDouble();
            assertThat(mean)
                    .as(name)
                    .isCloseTo(stats.get("mean").get(name).asDouble(), Offset.offset(meanTolerance * std));
            assertThat(Math.sqrt(sum[1] / DRAWS - mean * mean))
                    .as(name)
                    .isCloseTo(std, Offset.offset(stdTolerance * std));
        });
    }

    private static RandomResizedCrop.Uniform range(JsonNode range) {
        return new RandomResizedCrop.Uniform(
                range.get(0).asDouble(), range.get(1).asDouble());
    }

    private static void maps(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        PoseSample found = transform(golden.op(), golden).apply(TransformChecks.sample(npz, "in."), new NumpyRandom(0));
        compareViews(golden, "out.imgs", npz.array("out.imgs"), found.input());
    }

    /** Compares all views, drawn one after the other. */
    static void compareViews(GoldenCase golden, String name, Npz.Array expected, Views found) {
        assertThat(found.shape()).as(golden.id() + " " + name).isEqualTo(expected.shape());
        int size = found.viewSize();
        FloatBuffer values = FloatBuffer.allocate(size * found.shape()[0]);
        for (int view = 0; view < found.shape()[0]; view++) {
            found.draw(view, values, view * size);
        }
        golden.compareWithOutliers(name, expected.values(), values.array());
        for (int view = 0; view < found.shape()[0]; view++) {
            found.erase(view, values, view * size);
        }
        assertThat(values.array()).as("erased").containsOnly(0);
    }

    /** Maps that are there already. */
    private record Given(Tensor imgs) implements FrameMaps {
        @Override
        public int[] shape() {
            return imgs.shape();
        }

        @Override
        public void drawMap(int frame, int channel, FloatBuffer target, int offset) {
            int from = (frame * imgs.size(1) + channel) * mapSize();
            for (int i = 0; i < mapSize(); i++) {
                target.put(offset + i, (float) imgs.values()[from + i]);
            }
        }

        @Override
        public void eraseMap(int frame, int channel, FloatBuffer target, int offset) {
            for (int i = 0; i < mapSize(); i++) {
                target.put(offset + i, 0);
            }
        }
    }

    private static void formatShape(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        int clips = golden.params().get("num_clips").asInt();
        int frames = golden.params().get("clip_len").asInt();
        PoseSample input = TransformChecks.blank()
                .withFrames(new int[clips * frames], clips)
                .withHeatmaps(new Given(npz.array("in.imgs").tensor()));
        PoseSample found = HeatmapTransforms.transform("FormatShape", golden.params(), golden.isPyskl())
                .orElseThrow()
                .apply(input, new NumpyRandom(0));
        assertThat(Optional.ofNullable(found.heatmaps())).containsInstanceOf(HeatmapVolume.class);
        compareViews(golden, "out.imgs", npz.array("out.imgs"), found.input());
    }
}

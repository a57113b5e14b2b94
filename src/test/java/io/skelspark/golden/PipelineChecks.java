package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.transform.Crop;
import io.skelspark.transform.DecompressPose;
import io.skelspark.transform.Flip;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.RandomRot;
import io.skelspark.transform.RandomScale;
import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSampleDecode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Group B: whole pipelines, from an annotation to what a network is fed. */
final class PipelineChecks {
    private PipelineChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of("whole pipeline", PipelineChecks::pipeline);
    }

    private static void pipeline(GoldenCase golden) throws IOException {
        Npz expected = golden.npz();
        PoseSample annotation = annotation(golden);
        PoseSample found = transforms(golden, expected).apply(annotation, new NumpyRandom(0));
        golden.compare("out.label", expected.array("out.label").values(), new double[] {found.label()});
        compareFrames(golden, expected, found);
        if (found.heatmaps() == null) {
            TransformChecks.compare(golden, "out.inputs", expected.array("out.inputs"), found.keypoint());
            if (expected.has("out.total_frames_after")) {
                assertThat(found.totalFrames())
                        .as(golden.id())
                        .isEqualTo(expected.array("out.total_frames_after").scalar());
            }
        } else {
            HeatmapPipelineChecks.compare(golden, expected, found);
        }
    }

    /** Compares the sampled frames; UniformSampleDecode leaves none, and its frames were compared when it ran. */
    private static void compareFrames(GoldenCase golden, Npz expected, PoseSample found) {
        int[] frames = expected.array("out.frame_inds").ints();
        if (has(golden, "PadTo")) {
            assertThat(frames)
                    .as("all frames of the padded clip")
                    .containsExactly(IntStream.range(0, found.totalFrames()).toArray());
            assertThat(found.frameInds()).isNull();
        } else if (!has(golden, "UniformSampleDecode")) {
            assertThat(found.frameInds()).as(golden.id()).isEqualTo(frames);
        }
    }

    private static boolean has(GoldenCase golden, String type) {
        return golden.params().get("transforms").findValuesAsText("type").contains(type);
    }

    /** The annotation; detections of Kinetics become people when a set is prepared, before any pipeline. */
    private static PoseSample annotation(GoldenCase golden) throws IOException {
        if (golden.files().stream()
                .allMatch(path ->
                        path.toString().contains("pipelines") || path.toString().endsWith(".pkl"))) {
            return pickled(golden);
        }
        Npz npz = Npz.read(file(golden));
        JsonNode first = golden.params().get("transforms").get(0);
        if (!first.get("type").asText().equals("DecompressPose")) {
            return TransformChecks.sample(npz, "");
        }
        assertThat(first.get("squeeze").asBoolean()).isTrue();
        DecompressPose.People people = new DecompressPose(DecompressPose.Frames.SQUEEZED, 10)
                .apply(new DecompressPose.Detections(
                        npz.array("keypoint").tensor(),
                        npz.array("frame_inds").ints(),
                        npz.array("total_frames").scalar(),
                        null));
        int[] image = npz.array("img_shape").ints();
        return new PoseSample(
                golden.id(),
                npz.array("label").scalar(),
                people.totalFrames(),
                new ImageShape(image[0], image[1]),
                people.keypoint(),
                people.keypointScore());
    }

    private static PoseSample pickled(GoldenCase golden) throws IOException {
        return PickleChecks.read(golden.file(".pkl")).stream()
                .map(Annotation::sample)
                .filter(sample -> sample.id()
                        .equals(golden.entry().get("inputs").get("frame_dir").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static Path file(GoldenCase golden) {
        return golden.files().stream()
                .filter(path ->
                        path.toString().contains("annos") && path.toString().endsWith(".npz"))
                .findFirst()
                .orElseGet(() -> fail(golden.id() + " lists no annotation"));
    }

    /** The configured transforms; where something is drawn at random, what the reference drew. */
    private static Pipeline transforms(GoldenCase golden, Npz expected) {
        List<Transform> transforms = new ArrayList<>();
        for (JsonNode params : golden.params().get("transforms")) {
            String type = params.get("type").asText();
            boolean drawn = isInjected(golden, "out.frame_inds");
            switch (type) {
                case "DecompressPose", "PackActionInputs", "Collect", "ToTensor" -> {}
                case "UniformSampleFrames", "UniformSample" ->
                    transforms.add(
                            drawn
                                    ? recordedFrames(params, expected)
                                    : TransformChecks.transform(type, params, isPyskl(golden)));
                case "UniformSampleDecode" -> transforms.add(sampleDecode(golden, params, expected));
                case "RandomScale" -> {
                    assertInjected(golden, "draw.scale_u");
                    RandomScale scale = new RandomScale(params.get("scale").asDouble());
                    double[] draws = expected.array("draw.scale_u").values();
                    transforms.add((sample, random) -> sample.withKeypoint(scale.scaled(sample.keypoint(), draws)));
                }
                case "RandomRot" -> {
                    assertInjected(golden, "draw.rot_theta");
                    double[] angles = expected.array("draw.rot_theta").values();
                    transforms.add((sample, random) -> sample.withKeypoint(RandomRot.turned(sample, angles)));
                }
                case "RandomResizedCrop" -> {
                    assertInjected(golden, "draw.crop_bbox");
                    Crop box =
                            HeatmapChecks.box(expected.array("draw.crop_bbox").ints());
                    transforms.add((sample, random) -> box.of(sample));
                }
                case "Flip" -> {
                    assertInjected(golden, "draw.flip");
                    Flip flip = (Flip) TransformChecks.transform(type, params, isPyskl(golden));
                    boolean flipped = expected.array("draw.flip").scalar() != 0;
                    transforms.add((sample, random) -> flipped ? flip.mirrored(sample) : sample);
                }
                default -> transforms.add(TransformChecks.transform(type, params, isPyskl(golden)));
            }
        }
        return new Pipeline(transforms);
    }

    private static Transform recordedFrames(JsonNode params, Npz expected) {
        int[] recorded = expected.array("out.frame_inds").ints();
        assertThat(recorded).hasSize(params.get("clip_len").asInt());
        return (sample, random) -> sample.withFrames(recorded, 1);
    }

    /** Compares the frames, or takes the recorded ones, since the transform leaves none in the sample. */
    private static Transform sampleDecode(GoldenCase golden, JsonNode params, Npz expected) {
        UniformSampleDecode decode =
                (UniformSampleDecode) TransformChecks.transform("UniformSampleDecode", params, true);
        int[] recorded = expected.array("out.frame_inds").ints();
        return (sample, random) -> {
            if (!isInjected(golden, "out.frame_inds")) {
                assertThat(decode.frames(sample.keypoint().size(1), random)).isEqualTo(recorded);
            }
            return decode.selected(sample, recorded);
        };
    }

    /** Whether the file is PYSKL's, also where its case is among MMAction2's. */
    private static boolean isPyskl(GoldenCase golden) {
        return has(golden, "Collect");
    }

    private static boolean isInjected(GoldenCase golden, String array) {
        return golden.tolerance(array).path("inject").asBoolean();
    }

    private static void assertInjected(GoldenCase golden, String array) {
        assertThat(isInjected(golden, array)).as(golden.id()).isTrue();
    }
}

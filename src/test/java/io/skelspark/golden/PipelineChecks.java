package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.transform.NumpyRandom;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.Transform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Group B: whole pipelines, from an annotation to what a network is fed. */
final class PipelineChecks {
    private PipelineChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of("whole pipeline", PipelineChecks::pipeline);
    }

    private static void pipeline(GoldenCase golden) throws IOException {
        if (golden.params().get("config").asText().startsWith("posec3d/")) {
            Assumptions.abort("heat map pipelines have no check yet");
        }
        Npz expected = golden.npz();
        PoseSample annotation = TransformChecks.sample(Npz.read(annotation(golden)), "");
        int[] recorded = expected.array("out.frame_inds").ints();
        PoseSample found = transforms(golden, recorded).apply(annotation, new NumpyRandom(0));
        TransformChecks.compare(golden, "out.inputs", expected.array("out.inputs"), found.keypoint());
        golden.compare("out.label", expected.array("out.label").values(), new double[] {found.label()});
        assertThat(found.frameInds()).as(golden.id()).isEqualTo(recorded);
        assertThat(found.totalFrames())
                .as(golden.id())
                .isEqualTo(expected.array("out.total_frames_after").scalar());
    }

    private static Path annotation(GoldenCase golden) {
        return golden.files().stream()
                .filter(path ->
                        path.toString().contains("annos") && path.toString().endsWith(".npz"))
                .findFirst()
                .orElseGet(() -> fail(golden.id() + " lists no annotation"));
    }

    /** The configured transforms; where frames are drawn at random, those that the reference drew. */
    private static Pipeline transforms(GoldenCase golden, int[] recorded) {
        List<Transform> transforms = new ArrayList<>();
        for (JsonNode params : golden.params().get("transforms")) {
            String type = params.get("type").asText();
            boolean drawn = type.equals("UniformSampleFrames")
                    && !params.path("test_mode").asBoolean();
            if (drawn) {
                assertThat(golden.tolerance("out.frame_inds").path("inject").asBoolean())
                        .as(golden.id())
                        .isTrue();
                assertThat(recorded).hasSize(params.get("clip_len").asInt());
                transforms.add((sample, random) -> sample.withFrames(recorded, 1));
            } else if (!type.equals("PackActionInputs")) {
                transforms.add(TransformChecks.transform(type, params));
            }
        }
        return new Pipeline(transforms);
    }
}

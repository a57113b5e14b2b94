package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.source.BoxFilterCheck;
import io.skelspark.transform.DecompressPose;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Group B: annotations of single detections, as Kinetics has them. */
final class CompressedChecks {
    private CompressedChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of(
                "DecompressPose", CompressedChecks::decompress,
                "PoseDataset split + valid_ratio + box_thr filter", CompressedChecks::filter);
    }

    private static void decompress(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        boolean[] kept = null;
        if (npz.has("in.anno_inds")) {
            double[] flags = npz.array("in.anno_inds").values();
            kept = new boolean[flags.length];
            for (int i = 0; i < flags.length; i++) {
                kept[i] = flags[i] != 0;
            }
        }
        DecompressPose transform = new DecompressPose(
                golden.params().get("squeeze").asBoolean() ? DecompressPose.Frames.SQUEEZED : DecompressPose.Frames.ALL,
                golden.params().get("max_person").asInt());
        DecompressPose.People found = transform.apply(new DecompressPose.Detections(
                npz.array("in.keypoint").tensor(),
                npz.array("in.frame_inds").ints(),
                npz.array("in.total_frames").scalar(),
                kept));
        TransformChecks.compare(golden, "out.keypoint", npz.array("out.keypoint"), found.keypoint());
        TransformChecks.compare(golden, "out.keypoint_score", npz.array("out.keypoint_score"), found.keypointScore());
        golden.compare("out.total_frames", npz.array("out.total_frames").values(), new double[] {found.totalFrames()});
    }

    /** Each entry lists what remains of the file, and how many boxes of each clip are used. */
    private static void filter(GoldenCase golden) throws IOException {
        List<Map<?, ?>> annotations = PickleChecks.readRaw(golden.file(".pkl"));
        for (JsonNode entry : golden.json("k400_filter.json")) {
            String what = entry.toString().substring(0, 40);
            double ratio = entry.get("valid_ratio").asDouble(0);
            List<BoxFilterCheck.Kept> kept =
                    BoxFilterCheck.kept(annotations, ratio, entry.get("box_thr").asDouble());
            assertThat(kept).as(what).hasSize(entry.get("count").asInt());
            for (int i = 0; i < kept.size(); i++) {
                JsonNode boxes = entry.get("anno_inds_sum").get(i);
                assertThat(kept.get(i).id())
                        .as(what)
                        .isEqualTo(entry.get("frame_dirs").get(i).asText());
                assertThat(kept.get(i).boxes()).as(what).isEqualTo(boxes.isNull() ? null : boxes.asInt());
            }
        }
    }
}

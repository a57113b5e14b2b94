package io.skelspark.pipeline.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.SharedSpark;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.PreparedSample;
import io.skelspark.pipeline.scoring.Evaluate;
import io.skelspark.pipeline.scoring.EvaluationRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and scoring on views of conf/base/small-set.conf, of 2D clips with scores, with clips mixed in pairs. */
class SmallSetTrainTest {
    @TempDir
    Path folder;

    @Test
    void trainsStreamsOfStretchedViewsWithMixedClips() throws Exception {
        Path job = folder.resolve("small.conf");
        Files.writeString(
                job,
                """
                include required(file("%1$s/conf/stgcnpp/base.conf"))
                include required(file("%1$s/conf/base/small-set.conf"))
                include required(file("%1$s/conf/dataset/sample.conf"))
                name = small
                features = [2-bone-motion, distance]
                evaluate.fusion.both { 2-bone-motion = 1, distance = 1 }
                published { 2-bone-motion = 50 }
                dataset { source.path = "%1$s/datasets/sample/sample.jsonl", path = "%2$s/prepared" }
                dataset.normalize = [{ type = CenterJoint, joint = 0 }]
                runs = "%2$s/runs"
                frames = 40, test-clips = 2
                augment = [
                  { type = RandomView, axes = [z], degrees = [-20, 20] }
                  { type = Flip, flip-ratio = 0.5, about = origin }
                ]
                pipeline.parts.view = [{ type = RandomDropAxis, ratio = 0.5 }]
                model { base-channels = 8, num-stages = 2, inflate-stages = [2], down-stages = [2] }
                train { epochs = 1, repeat = 2, replicas = 2, batch-per-replica = 4, mixup = 0.2, warmup.epochs = 0 }
                """
                        .formatted(Path.of("").toAbsolutePath(), folder));
        PreparedSample.copyTo(folder.resolve("prepared"));
        List<RunConfig> streams = RunConfig.perFeature(job.toString(), List.of());
        for (RunConfig stream : streams) {
            Train.run(SharedSpark.session(), stream, Train.Start.RESUME);
        }

        String table = Evaluate.run(SharedSpark.session(), streams, EvaluationRules.STRICT);

        assertThat(table).contains("2-bone-motion", "distance", "both").doesNotContain("NaN");
        assertThat(folder.resolve("runs/2-bone-motion")).isDirectoryContaining("glob:**last.safetensors");
    }
}

package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.train.schedule.CosineAnnealing;
import io.skelspark.train.schedule.LearningRate;
import io.skelspark.train.schedule.LinearScaling;
import io.skelspark.train.schedule.LinearWarmup;
import io.skelspark.train.schedule.MultiStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Group E: learning rates. */
final class ScheduleChecks {
    private ScheduleChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of("learning rate", ScheduleChecks::learningRate);
    }

    private static void learningRate(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        JsonNode json = golden.json(".json");
        Set<String> compared = new HashSet<>();
        for (JsonNode curve : json.get("curves")) {
            String name = curve.get("array").asText();
            double[] expected = npz.array(name).values();
            LearningRate rate = schedule(curve, expected.length);
            double[] found =
                    IntStream.range(0, expected.length).mapToDouble(rate::at).toArray();
            golden.compare(name, expected, found);
            compared.add(name);
        }
        assertThat(compared).isEqualTo(npz.arrays().keySet());
        for (JsonNode example : json.get("auto_scale_lr")) {
            double found = new LinearScaling(example.get("base_batch_size").asInt())
                    .scaled(
                            example.get("lr").asDouble(),
                            example.get("world_size").asInt(),
                            example.get("batch_size").asInt());
            golden.compare(
                    "auto_scale_lr", new double[] {example.get("scaled_lr").asDouble()}, new double[] {found});
        }
    }

    private static LearningRate schedule(JsonNode curve, int length) {
        double base = curve.get("base_lr").asDouble();
        String kind = curve.get("kind").asText();
        if (kind.startsWith("LinearLR(start_factor .1, begin 0, end 20) + CosineAnnealingLR(T_max 80")) {
            return new LinearWarmup(0.1, 20, new CosineAnnealing(base, 0, 80));
        }
        return switch (kind) {
            case "CosineAnnealingLR" -> {
                long period = curve.get("T_max_epochs").asLong()
                        * curve.path("iters_per_epoch").asLong(1);
                yield new CosineAnnealing(base, curve.path("eta_min").asDouble(0), period);
            }
            case "MultiStepLR" -> {
                List<Integer> milestones = new ArrayList<>();
                curve.get("milestones").forEach(milestone -> milestones.add(milestone.asInt()));
                yield MultiStep.byEpoch(base, curve.get("gamma").asDouble(), milestones, 1);
            }
            case "StepLR" -> {
                long size = curve.get("step_size").asLong();
                List<Long> milestones = LongStream.range(1, length)
                        .filter(step -> step % size == 0)
                        .boxed()
                        .toList();
                yield new MultiStep(base, curve.get("gamma").asDouble(), milestones);
            }
            default -> fail("no check for the schedule " + kind);
        };
    }
}

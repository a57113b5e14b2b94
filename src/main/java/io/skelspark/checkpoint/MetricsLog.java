package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skelspark.train.Progress;
import io.skelspark.train.TrainingCurves;
import io.skelspark.train.listener.TrainListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run's metrics as JSON lines, {@code metrics.jsonl}: one object for each logged step, under the names of the
 * reference's log, and one for each validation. The file is replaced after every epoch and before every checkpoint. A run
 * that resumes from a checkpoint first removes the lines after it, since it writes them again.
 */
public final class MetricsLog implements TrainListener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunFolder run;
    private final StringBuilder lines = new StringBuilder();

    /** Reads the lines up to where a run starts or resumes. */
    public MetricsLog(RunFolder run, Progress start) {
        this.run = run;
        run.metrics().orElse("").lines().takeWhile(line -> isUpTo(line, start)).forEach(line -> lines.append(line)
                .append('\n'));
    }

    private static boolean isUpTo(String line, Progress start) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.has("acc/top1")) {
                return json.path("step").asInt() <= start.epoch();
            }
            int epoch = json.path("epoch").asInt() - 1;
            return epoch < start.epoch()
                    || (epoch == start.epoch() && json.path("epoch_iter").asInt() <= start.iteration());
        } catch (JsonProcessingException torn) {
            return false;
        }
    }

    @Override
    public void step(StepEvent step) {
        append(JSON.createObjectNode()
                .put("lr", step.learningRate())
                .put("data_time", step.dataSeconds())
                .put("loss", step.loss())
                .put("top1_acc", step.top1())
                .put("top5_acc", step.top5())
                .put("time", step.stepSeconds())
                .put("epoch", step.epoch())
                .put("epoch_iter", step.iteration())
                .put("iter", step.globalIteration())
                .put("step", step.globalIteration()));
    }

    @Override
    public void epoch(EpochEvent epoch) {
        append(JSON.createObjectNode()
                .put("acc/top1", epoch.top1())
                .put("acc/top5", epoch.top5())
                .put("acc/mean1", epoch.meanClass())
                .put("time", epoch.seconds())
                .put("step", epoch.epoch()));
        write();
    }

    /** Saves all lines so far. */
    public void write() {
        run.saveMetrics(lines.toString());
    }

    /**
     * Returns the curves of a run, or empty if it has no metrics, as an imported run.
     *
     * @throws UncheckedIOException if a line is not a metric, naming it
     */
    public static Optional<TrainingCurves> read(RunFolder run) {
        return run.metrics().map(text -> parse(run, text));
    }

    private static TrainingCurves parse(RunFolder run, String text) {
        List<TrainingCurves.LoggedStep> steps = new ArrayList<>();
        List<TrainingCurves.LoggedValidation> validations = new ArrayList<>();
        long iteration = 0;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                JsonNode node = JSON.readTree(line);
                if (node.has("loss")) {
                    iteration = node.required("iter").asLong();
                    steps.add(new TrainingCurves.LoggedStep(
                            iteration,
                            node.required("epoch").asInt(),
                            node.required("lr").asDouble(),
                            node.required("loss").asDouble(),
                            node.required("top1_acc").asDouble()));
                } else {
                    validations.add(new TrainingCurves.LoggedValidation(
                            iteration,
                            node.required("step").asInt(),
                            node.required("acc/top1").asDouble(),
                            node.required("acc/mean1").asDouble()));
                }
            } catch (JsonProcessingException | IllegalArgumentException damaged) {
                throw new UncheckedIOException(new IOException(
                        run.metricsFile() + ", line " + number + ": '" + line
                                + "', expected a step or a validation as train writes them; remove the line",
                        damaged));
            }
        }
        return new TrainingCurves(steps, validations);
    }

    private void append(ObjectNode line) {
        try {
            lines.append(JSON.writeValueAsString(line)).append('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

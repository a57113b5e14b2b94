package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skelspark.storage.PlainText;
import io.skelspark.train.Progress;
import io.skelspark.train.TrainingCurves;
import io.skelspark.train.listener.TrainListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's metrics as JSON lines, {@code metrics.jsonl}: one object for each logged step, under the names of the
 * reference's log, and one for each validation. The file is replaced after every epoch and before every checkpoint. A run
 * that resumes from a checkpoint first removes the lines after it, since it writes them again.
 */
public final class MetricsLog implements TrainListener {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STEP_KEYS = List.of("iter", "epoch", "epoch_iter", "lr", "loss", "top1_acc");
    private static final List<String> VALIDATION_KEYS = List.of("step", "acc/top1", "acc/mean1");
    /** What a message shows of a bad line, in characters. */
    private static final int SHOWN = 100;

    private final RunFolder run;
    private final StringBuilder lines = new StringBuilder();

    /**
     * Reads the lines up to where a run starts or resumes. A line that is no metric is left out.
     *
     * @param console told of each line that is left out
     */
    public MetricsLog(RunFolder run, Progress start, Consumer<String> console) {
        this.run = run;
        forEach(
                run,
                (text, line) -> {
                    if (isUpTo(line, start)) {
                        lines.append(text).append('\n');
                    }
                },
                bad -> console.accept("warning: " + bad + "; the line is left out"));
    }

    /**
     * Reads all lines in order.
     *
     * @param metric receives each metric, as text and parsed
     * @param bad receives a message about each other line
     */
    private static void forEach(RunFolder run, BiConsumer<String, JsonNode> metric, Consumer<String> bad) {
        int number = 0;
        for (String text : run.metrics().orElse("").lines().toList()) {
            number++;
            JsonNode line = parsed(text);
            List<String> keys = isValidation(line) ? VALIDATION_KEYS : STEP_KEYS;
            if (keys.stream().allMatch(key -> line.path(key).isNumber())) {
                metric.accept(text, line);
            } else {
                String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
                bad.accept(run.metricsFile() + ", line " + number + ": '" + PlainText.line(shown)
                        + "', expected a step or a validation as train writes them");
            }
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException torn) {
            return MissingNode.getInstance();
        }
    }

    private static boolean isUpTo(JsonNode line, Progress start) {
        if (isValidation(line)) {
            return line.path("step").asInt() <= start.epoch();
        }
        int epoch = line.path("epoch").asInt() - 1;
        return epoch < start.epoch()
                || (epoch == start.epoch() && line.path("epoch_iter").asInt() <= start.iteration());
    }

    private static boolean isValidation(JsonNode line) {
        return line.has("acc/top1");
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
     * Returns the curves of a run, or empty if it has no metrics, as an imported run. The log names each line that is no
     * metric.
     */
    public static Optional<TrainingCurves> read(RunFolder run) {
        List<TrainingCurves.LoggedStep> steps = new ArrayList<>();
        List<TrainingCurves.LoggedValidation> validations = new ArrayList<>();
        forEach(
                run,
                (text, line) -> {
                    if (isValidation(line)) {
                        long iteration = steps.isEmpty()
                                ? 0
                                : steps.get(steps.size() - 1).iteration();
                        validations.add(new TrainingCurves.LoggedValidation(
                                iteration,
                                line.path("step").asInt(),
                                line.path("acc/top1").asDouble(),
                                line.path("acc/mean1").asDouble()));
                    } else {
                        steps.add(new TrainingCurves.LoggedStep(
                                line.path("iter").asLong(),
                                line.path("epoch").asInt(),
                                line.path("lr").asDouble(),
                                line.path("loss").asDouble(),
                                line.path("top1_acc").asDouble()));
                    }
                },
                bad -> LOG.warn("{}; the curves are drawn without it", bad));
        return steps.isEmpty() && validations.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrainingCurves(steps, validations));
    }

    private void append(ObjectNode line) {
        try {
            lines.append(JSON.writeValueAsString(line)).append('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

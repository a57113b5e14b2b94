package io.skelspark.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skelspark.train.TrainListener;

/**
 * A run's metrics as JSON lines, {@code metrics.jsonl}: one object per logged step, under the names of the reference's
 * log, and one per validation. The file is replaced after every epoch; a resumed run goes on behind its lines.
 */
public final class MetricsLog implements TrainListener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "metrics.jsonl";

    private final RunDirectory run;
    private final StringBuilder lines;

    public MetricsLog(RunDirectory run) {
        this.run = run;
        lines = new StringBuilder(run.readText(FILE).orElse(""));
    }

    @Override
    public void step(Step step) {
        append(JSON.createObjectNode()
                .put("lr", step.learningRate())
                .put("data_time", step.dataSeconds())
                .put("loss", step.loss())
                .put("top1_acc", step.top1())
                .put("top5_acc", step.top5())
                .put("time", step.stepSeconds())
                .put("epoch", step.epoch())
                .put("iter", step.globalIteration())
                .put("step", step.globalIteration()));
    }

    @Override
    public void epoch(Epoch epoch) {
        append(JSON.createObjectNode()
                .put("acc/top1", epoch.top1())
                .put("acc/top5", epoch.top5())
                .put("acc/mean1", epoch.meanClass())
                .put("time", epoch.seconds())
                .put("step", epoch.epoch()));
        run.writeText(FILE, lines.toString());
    }

    private void append(ObjectNode line) {
        try {
            lines.append(JSON.writeValueAsString(line)).append('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

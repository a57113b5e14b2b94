package io.skelspark.pipeline.prediction;

import io.skelspark.model.predict.Prediction;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table of predictions, a row for each clip or window: its id, person and frames, the likeliest classes with their
 * probabilities, or why it was refused, and the SHA-256 of the model.
 */
final class PredictionTable {
    static final String NAME = "predictions";
    static final String REFUSED = "refused";

    static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("person", DataTypes.IntegerType, true)
            .add("start", DataTypes.IntegerType, true)
            .add("end", DataTypes.IntegerType, true)
            .add("classes", DataTypes.createArrayType(DataTypes.StringType, false), true)
            .add("probabilities", DataTypes.createArrayType(DataTypes.DoubleType, false), true)
            .add(REFUSED, DataTypes.StringType, true)
            .add("model", DataTypes.StringType, false);

    private PredictionTable() {}

    /** Returns the columns that order the rows. */
    static Column[] order() {
        return new Column[] {functions.col("id"), functions.col("person"), functions.col("start")};
    }

    /**
     * Returns the row of scored frames.
     *
     * @param top number of classes
     * @param model SHA-256 of the model
     */
    static Row row(RecordingActions.Scored scored, int top, String model) {
        List<Prediction.Action> actions =
                scored.prediction() == null ? null : scored.prediction().top(top);
        return RowFactory.create(
                scored.id(),
                scored.person(),
                scored.first(),
                scored.last(),
                actions == null ? null : actions.stream().map(Prediction.Action::name).toArray(String[]::new),
                actions == null
                        ? null
                        : actions.stream().map(Prediction.Action::probability).toArray(Double[]::new),
                scored.refused(),
                model);
    }
}

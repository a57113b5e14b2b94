package io.skelspark.pipeline.prediction;

import io.skelspark.model.predict.Prediction;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The tables of what was found. {@code predictions} has a row for each clip or window: id, person, first and last frame, the
 * likeliest classes with their probabilities, or why it was refused, and the SHA-256 of the model. {@code segments} has a
 * row for each segment. Both are made of one table of all findings, so that every clip is scored once.
 */
enum PredictionTable {
    PREDICTIONS {
        @Override
        Dataset<Row> of(Dataset<Row> findings) {
            return findings.filter(functions.not(functions.col(SEGMENT))).drop(SEGMENT);
        }
    },
    SEGMENTS {
        @Override
        Dataset<Row> of(Dataset<Row> findings) {
            return findings.filter(functions.col(SEGMENT))
                    .select(
                            functions.col("id"),
                            functions.col("person"),
                            functions.col("start"),
                            functions.col("end"),
                            functions.col("classes").getItem(0).as("label"),
                            functions.col("probabilities").getItem(0).as("probability"),
                            functions.col("model"));
        }
    };

    static final String REFUSED = "refused";
    private static final String SEGMENT = "segment";

    /** The columns of all findings. */
    static final StructType FINDINGS = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("person", DataTypes.IntegerType, true)
            .add("start", DataTypes.IntegerType, true)
            .add("end", DataTypes.IntegerType, true)
            .add("classes", DataTypes.createArrayType(DataTypes.StringType, false), true)
            .add("probabilities", DataTypes.createArrayType(DataTypes.FloatType, false), true)
            .add(REFUSED, DataTypes.StringType, true)
            .add("model", DataTypes.StringType, false)
            .add(SEGMENT, DataTypes.BooleanType, false);

    /** Returns the rows of this table in order. */
    abstract Dataset<Row> of(Dataset<Row> findings);

    /** Returns the columns that order the rows. */
    static Column[] order() {
        return new Column[] {functions.col("id"), functions.col("person"), functions.col("start")};
    }

    /**
     * Returns the row of a finding.
     *
     * @param top number of classes
     * @param model SHA-256 of the model
     */
    static Row row(Finding finding, int top, String model) {
        if (finding instanceof Finding.Scored scored) {
            Finding.Frames frames = new Finding.Frames(scored.start(), scored.end());
            return row(finding, frames, scored.prediction().top(top), null, model);
        }
        if (finding instanceof Finding.Found found) {
            Prediction.Action action = new Prediction.Action(
                    found.action(), (float) found.segment().probability());
            Finding.Frames frames =
                    new Finding.Frames(found.segment().start(), found.segment().end());
            return row(finding, frames, List.of(action), null, model);
        }
        Finding.Refused refused = (Finding.Refused) finding;
        return row(finding, refused.frames(), null, refused.reason(), model);
    }

    private static Row row(
            Finding finding,
            Finding.@Nullable Frames frames,
            @Nullable List<Prediction.Action> actions,
            @Nullable String refused,
            String model) {
        return RowFactory.create(
                finding.id(),
                finding.person(),
                frames == null ? null : frames.start(),
                frames == null ? null : frames.end(),
                actions == null
                        ? null
                        : actions.stream().map(Prediction.Action::name).toArray(String[]::new),
                actions == null
                        ? null
                        : actions.stream().map(Prediction.Action::probability).toArray(Float[]::new),
                refused,
                model,
                finding instanceof Finding.Found);
    }
}

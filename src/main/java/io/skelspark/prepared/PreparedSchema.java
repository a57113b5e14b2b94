package io.skelspark.prepared;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.Omission;
import io.skelspark.source.Rejection;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a prepared set and of its table of rejected records, and the rows of both.
 *
 * <p>A tensor takes three columns: its bytes (row-major, little endian), its shape and its dtype under NumPy's name,
 * so that {@code numpy.frombuffer(bytes, dtype).reshape(shape)} gives it back.
 */
public final class PreparedSchema {
    /** Place of the clip in its source: ascending, unique, with gaps. */
    public static final String ORDINAL = "ordinal";

    public static final String ID = "id";
    public static final String LABEL = "label";
    public static final String SPLITS = "splits";
    public static final String TOTAL_FRAMES = "total_frames";
    public static final String IMG_HEIGHT = "img_height";
    public static final String IMG_WIDTH = "img_width";
    public static final String KEYPOINT = "keypoint";
    public static final String KEYPOINT_SCORE = "keypoint_score";
    /** Behind the name of a tensor's column. */
    public static final String SHAPE = "_shape";
    /** Behind the name of a tensor's column. */
    public static final String DTYPE = "_dtype";

    public static final StructType CLIPS = new StructType()
            .add(ORDINAL, DataTypes.LongType, false)
            .add(ID, DataTypes.StringType, false)
            .add(LABEL, DataTypes.IntegerType, false)
            .add(SPLITS, DataTypes.createArrayType(DataTypes.StringType, false), false)
            .add(TOTAL_FRAMES, DataTypes.IntegerType, false)
            .add(IMG_HEIGHT, DataTypes.IntegerType, true)
            .add(IMG_WIDTH, DataTypes.IntegerType, true)
            .add(KEYPOINT, DataTypes.BinaryType, false)
            .add(KEYPOINT + SHAPE, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(KEYPOINT + DTYPE, DataTypes.StringType, false)
            .add(KEYPOINT_SCORE, DataTypes.BinaryType, true)
            .add(KEYPOINT_SCORE + SHAPE, DataTypes.createArrayType(DataTypes.IntegerType, false), true)
            .add(KEYPOINT_SCORE + DTYPE, DataTypes.StringType, true);

    /** Whether a row of the table of rejected records is a {@link #REJECTION} or an {@link #OMISSION}. */
    public static final String KIND = "kind";

    public static final String REJECTION = "rejected";
    public static final String OMISSION = "left-out";

    /** Columns of the table of rejected records, which also tells what the rules of the source leave out. */
    public static final StructType REJECTED = new StructType()
            .add(ORDINAL, DataTypes.LongType, false)
            .add("file", DataTypes.StringType, false)
            .add(ID, DataTypes.StringType, false)
            .add("field", DataTypes.StringType, false)
            .add("found", DataTypes.StringType, false)
            .add("expected", DataTypes.StringType, false)
            .add(KIND, DataTypes.StringType, false);

    private PreparedSchema() {}

    /** The row of a clip under {@link #CLIPS}. */
    public static Row row(long ordinal, Annotation annotation) {
        PoseSample sample = annotation.sample();
        ImageShape image = sample.imgShape();
        Tensor score = sample.keypointScore();
        return RowFactory.create(
                ordinal,
                sample.id(),
                sample.label(),
                annotation.splits().toArray(String[]::new),
                sample.totalFrames(),
                image == null ? null : image.height(),
                image == null ? null : image.width(),
                TensorBytes.encode(sample.keypoint()),
                sample.keypoint().shape(),
                sample.keypoint().dtype().descriptor(),
                score == null ? null : TensorBytes.encode(score),
                score == null ? null : score.shape(),
                score == null ? null : score.dtype().descriptor());
    }

    /** The row of a rejected record under {@link #REJECTED}. */
    public static Row row(long ordinal, String file, Rejection rejection) {
        return RowFactory.create(
                ordinal, file, rejection.id(), rejection.field(), rejection.found(), rejection.expected(), REJECTION);
    }

    /** The row of what a source leaves out under {@link #REJECTED}. */
    public static Row row(long ordinal, String file, Omission omission) {
        return RowFactory.create(
                ordinal, file, omission.id(), omission.field(), omission.found(), omission.expected(), OMISSION);
    }

    /** The clip of a row that has the columns of {@link #CLIPS}. */
    public static PoseSample sample(Row row) {
        Integer height = row.<Integer>getAs(IMG_HEIGHT);
        Integer width = row.<Integer>getAs(IMG_WIDTH);
        Tensor keypoint = tensor(row, KEYPOINT);
        if (keypoint == null) {
            throw new IllegalArgumentException("row " + row.getAs(ID) + " has no " + KEYPOINT);
        }
        return new PoseSample(
                row.getAs(ID),
                row.<Integer>getAs(LABEL),
                row.<Integer>getAs(TOTAL_FRAMES),
                height == null || width == null ? null : new ImageShape(height, width),
                keypoint,
                tensor(row, KEYPOINT_SCORE));
    }

    /** The splits of a row that has the columns of {@link #CLIPS}. */
    public static List<String> splits(Row row) {
        return row.getList(row.fieldIndex(SPLITS));
    }

    private static @Nullable Tensor tensor(Row row, String column) {
        byte[] bytes = row.getAs(column);
        if (bytes == null) {
            return null;
        }
        List<Integer> shape = row.getList(row.fieldIndex(column + SHAPE));
        return TensorBytes.decode(
                DType.of(row.getAs(column + DTYPE)),
                shape.stream().mapToInt(Integer::intValue).toArray(),
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN),
                0);
    }
}

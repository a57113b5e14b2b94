package io.skelspark.prepared;

import io.skelspark.pickle.AnnotationPickle;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * A clip in its stored form, its tensors still encoded: the one place that knows the columns of a prepared set and what is
 * in them. Rows of Spark, records of Parquet and mapped memory differ only in how they get at the {@link Columns}.
 *
 * <p>A tensor takes three columns: its bytes, its shape, and its dtype under NumPy's name; see {@link EncodedTensor}.
 */
public record StoredClip(
        String id,
        int label,
        int totalFrames,
        @Nullable ImageShape image,
        EncodedTensor keypoint,
        @Nullable EncodedTensor score) {
    /** Place of the clip in its source: ascending, unique, with gaps. */
    public static final String ORDINAL = "ordinal";

    public static final String ID = "id";
    public static final String LABEL = "label";
    public static final String SPLITS = "splits";
    /** What else is known of the clip, by name; a set of an earlier version has no such column. */
    public static final String ATTRIBUTES = "attributes";

    public static final String KEYPOINT_SCORE = "keypoint_score";
    /** The shape of a clip's joints, (M, T, V, C). */
    public static final String KEYPOINT_SHAPE = "keypoint_shape";

    private static final String TOTAL_FRAMES = "total_frames";
    private static final String IMG_HEIGHT = "img_height";
    private static final String IMG_WIDTH = "img_width";
    public static final String KEYPOINT = "keypoint";
    /** Follows the name of a tensor's column. */
    private static final String SHAPE = "_shape";
    /** Follows the name of a tensor's column. */
    private static final String DTYPE = "_dtype";

    /** The columns of a prepared set. */
    public static final StructType SCHEMA = new StructType()
            .add(ORDINAL, DataTypes.LongType, false)
            .add(ID, DataTypes.StringType, false)
            .add(LABEL, DataTypes.IntegerType, false)
            .add(SPLITS, DataTypes.createArrayType(DataTypes.StringType, false), false)
            .add(ATTRIBUTES, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false), true)
            .add(TOTAL_FRAMES, DataTypes.IntegerType, false)
            .add(IMG_HEIGHT, DataTypes.IntegerType, true)
            .add(IMG_WIDTH, DataTypes.IntegerType, true)
            .add(KEYPOINT, DataTypes.BinaryType, false)
            .add(KEYPOINT_SHAPE, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(KEYPOINT + DTYPE, DataTypes.StringType, false)
            .add(KEYPOINT_SCORE, DataTypes.BinaryType, true)
            .add(KEYPOINT_SCORE + SHAPE, DataTypes.createArrayType(DataTypes.IntegerType, false), true)
            .add(KEYPOINT_SCORE + DTYPE, DataTypes.StringType, true);

    /** The values of one row by the names of their columns. */
    interface Columns {
        boolean has(String column);

        int integer(String column);

        String text(String column);

        ByteBuffer bytes(String column);

        int[] integers(String column);
    }

    /** Encodes a clip. */
    public static StoredClip of(PoseSample sample) {
        return new StoredClip(
                sample.id(),
                sample.label(),
                sample.totalFrames(),
                sample.imgShape(),
                EncodedTensor.of(sample.keypoint()),
                sample.keypointScore() == null ? null : EncodedTensor.of(sample.keypointScore()));
    }

    /** Takes a clip from a row of Spark that has the columns of {@link #SCHEMA}. */
    public static StoredClip of(Row row) {
        return of(new RowColumns(row));
    }

    /**
     * Takes a clip from the columns of {@link #SCHEMA}.
     *
     * @throws IllegalArgumentException if it has no joints
     */
    static StoredClip of(Columns columns) {
        EncodedTensor keypoint = tensor(columns, KEYPOINT);
        if (keypoint == null) {
            throw new IllegalArgumentException(
                    "clip " + columns.text(ID) + " has no value in column " + KEYPOINT + ", expected its joints");
        }
        boolean sized = columns.has(IMG_HEIGHT) && columns.has(IMG_WIDTH);
        return new StoredClip(
                columns.text(ID),
                columns.integer(LABEL),
                columns.integer(TOTAL_FRAMES),
                sized ? new ImageShape(columns.integer(IMG_HEIGHT), columns.integer(IMG_WIDTH)) : null,
                keypoint,
                tensor(columns, KEYPOINT_SCORE));
    }

    private static @Nullable EncodedTensor tensor(Columns columns, String name) {
        return columns.has(name)
                ? new EncodedTensor(
                        DType.of(columns.text(name + DTYPE)), columns.integers(name + SHAPE), columns.bytes(name))
                : null;
    }

    /** Returns the names of the splits in a row of Spark that has the columns of {@link #SCHEMA}. */
    public static List<String> splits(Row row) {
        return row.getList(row.fieldIndex(SPLITS));
    }

    /** Returns the place of a clip in its set, from a row of Spark that has the columns of {@link #SCHEMA}. */
    public static long ordinal(Row row) {
        return row.getLong(row.fieldIndex(ORDINAL));
    }

    /** Returns the row of this clip under {@link #SCHEMA}. */
    public Row row(long ordinal, List<String> splits, SortedMap<String, String> attributes) {
        return RowFactory.create(
                ordinal,
                id,
                label,
                splits.toArray(String[]::new),
                JavaConverters.mapAsScalaMapConverter(attributes).asScala(),
                totalFrames,
                image == null ? null : image.height(),
                image == null ? null : image.width(),
                keypoint.toBytes(),
                keypoint.shape(),
                keypoint.dtype().descriptor(),
                score == null ? null : score.toBytes(),
                score == null ? null : score.shape(),
                score == null ? null : score.dtype().descriptor());
    }

    /** Decodes the clip, its joints in the width of the source. */
    public PoseSample sample() {
        return new PoseSample(id, label, totalFrames, image, keypoint.decode(), score == null ? null : score.decode());
    }

    /** Returns the clip as an annotation pickle holds it. */
    public AnnotationPickle.PickledClip annotation() {
        return new AnnotationPickle.PickledClip(
                id, label, totalFrames, image, array(keypoint), score == null ? null : array(score));
    }

    private static AnnotationPickle.StoredArray array(EncodedTensor tensor) {
        return new AnnotationPickle.StoredArray(tensor.dtype().descriptor(), tensor.shape(), tensor.toBytes());
    }

    /** The columns of a row of Spark. */
    private record RowColumns(Row row) implements Columns {
        @Override
        public boolean has(String column) {
            return !row.isNullAt(row.fieldIndex(column));
        }

        @Override
        public int integer(String column) {
            return row.getInt(row.fieldIndex(column));
        }

        @Override
        public String text(String column) {
            return row.getString(row.fieldIndex(column));
        }

        @Override
        public ByteBuffer bytes(String column) {
            return ByteBuffer.wrap(row.<byte[]>getAs(column));
        }

        @Override
        public int[] integers(String column) {
            List<Integer> values = row.getList(row.fieldIndex(column));
            return values.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}

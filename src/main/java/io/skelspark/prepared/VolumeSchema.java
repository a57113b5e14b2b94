package io.skelspark.prepared;

import io.skelspark.heatmap.SparseVolume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns and rows of a table of heat-map volumes: one clip a row, without the zeros of its volume. */
public final class VolumeSchema {
    public static final String FRAME_INDS = "frame_inds";
    public static final String SHAPE = "shape";
    /** Two {@code <u4} for each run: the number of zeros before it and of values in it. */
    public static final String RUNS = "runs";
    /** The values of all runs, {@code <f2}. */
    public static final String VALUES = "values";

    public static final StructType VOLUMES = new StructType()
            .add(StoredClip.ORDINAL, DataTypes.LongType, false)
            .add(StoredClip.ID, DataTypes.StringType, false)
            .add(StoredClip.LABEL, DataTypes.IntegerType, false)
            .add(StoredClip.SPLITS, DataTypes.createArrayType(DataTypes.StringType, false), false)
            .add(FRAME_INDS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(SHAPE, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(RUNS, DataTypes.BinaryType, false)
            .add(VALUES, DataTypes.BinaryType, false);

    private VolumeSchema() {}

    /** Returns the row of a clip, taken from its row under {@link StoredClip#SCHEMA} and its volume. */
    public static Row row(Row clip, int[] frameInds, SparseVolume volume) {
        return RowFactory.create(
                clip.getAs(StoredClip.ORDINAL),
                clip.getAs(StoredClip.ID),
                clip.getAs(StoredClip.LABEL),
                StoredClip.splits(clip).toArray(String[]::new),
                frameInds,
                volume.view(),
                runs(volume),
                values(volume));
    }

    /** Encodes a volume's runs. */
    public static byte[] runs(SparseVolume volume) {
        byte[] bytes = new byte[volume.runs().length * Integer.BYTES];
        littleEndian(bytes).asIntBuffer().put(volume.runs());
        return bytes;
    }

    /** Encodes a volume's values. */
    public static byte[] values(SparseVolume volume) {
        byte[] bytes = new byte[volume.values().length * Short.BYTES];
        littleEndian(bytes).asShortBuffer().put(volume.values());
        return bytes;
    }

    /** Decodes the volume of a row that has the columns of {@link #VOLUMES}. */
    public static SparseVolume volume(Row row) {
        List<Integer> shape = row.getList(row.fieldIndex(SHAPE));
        byte[] runBytes = row.getAs(RUNS);
        byte[] valueBytes = row.getAs(VALUES);
        int[] runs = new int[runBytes.length / Integer.BYTES];
        short[] values = new short[valueBytes.length / Short.BYTES];
        littleEndian(runBytes).asIntBuffer().get(runs);
        littleEndian(valueBytes).asShortBuffer().get(values);
        return new SparseVolume(shape.stream().mapToInt(Integer::intValue).toArray(), runs, values);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

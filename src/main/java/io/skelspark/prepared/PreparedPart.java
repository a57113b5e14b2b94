package io.skelspark.prepared;

import io.skelspark.pickle.AnnotationPickle;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.storage.Folder;
import io.skelspark.tensor.DType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads one Parquet file of a prepared set without Spark, one row group in memory at a time. */
public final class PreparedPart {
    private final Path file;
    private final long rows;
    private final Configuration hadoop;

    /** @param rows the rows that the manifest counts */
    PreparedPart(Path file, long rows, Configuration hadoop) {
        this.file = file;
        this.rows = rows;
        this.hadoop = hadoop;
    }

    /** Takes the rows of a part. */
    @FunctionalInterface
    interface Sink {
        void accept(long ordinal, MappedClips.Clip clip) throws IOException;
    }

    /** The Parquet files of a folder, by name, with what their footers say. */
    public static List<Manifest.Part> list(Folder folder) throws IOException {
        List<Manifest.Part> parts = new ArrayList<>();
        for (FileStatus file : folder.list()) {
            String name = file.getPath().getName();
            if (name.endsWith(".parquet")) {
                try (ParquetFileReader reader = open(file.getPath(), folder.hadoop())) {
                    parts.add(new Manifest.Part(name, reader.getRecordCount(), file.getLen()));
                }
            }
        }
        return parts;
    }

    /**
     * Gives the clips of one split to a sink, in file order.
     *
     * @throws IOException if the file is missing or damaged, or has another number of rows than the manifest says
     */
    void read(String split, Sink sink) throws IOException {
        scan(Arrays.asList(PreparedSchema.CLIPS.fieldNames()), group -> {
            if (strings(group, PreparedSchema.SPLITS).contains(split)) {
                sink.accept(group.getLong(PreparedSchema.ORDINAL, 0), clip(group));
            }
        });
    }

    /**
     * Reads the whole file to find out what is wrong with it.
     *
     * @return nothing if it is sound and has the rows of the manifest
     */
    public Optional<String> damage() {
        try {
            scan(Arrays.asList(PreparedSchema.CLIPS.fieldNames()), row -> {});
            return Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            // Parquet reports damage by exceptions of many kinds, some without a message
            return Optional.of(String.valueOf(damaged));
        }
    }

    /** Takes what is read, one after the other. */
    @FunctionalInterface
    public interface Taker<T> {
        void take(T value) throws IOException;
    }

    /** Gives the identifiers of the clips of one split, without reading their joints. */
    public void members(String split, Taker<String> taker) throws IOException {
        scan(List.of(PreparedSchema.ID, PreparedSchema.SPLITS), group -> {
            if (strings(group, PreparedSchema.SPLITS).contains(split)) {
                taker.take(group.getString(PreparedSchema.ID, 0));
            }
        });
    }

    /** Gives all clips in the form of an annotation pickle. */
    public void clips(Taker<AnnotationPickle.Clip> taker) throws IOException {
        scan(Arrays.asList(PreparedSchema.CLIPS.fieldNames()), group -> {
            MappedClips.Clip clip = clip(group);
            MappedClips.Stored score = clip.score();
            taker.take(new AnnotationPickle.Clip(
                    clip.id(),
                    clip.label(),
                    clip.totalFrames(),
                    clip.image(),
                    array(clip.keypoint(), clip.shape()),
                    score == null ? null : array(score, Arrays.copyOf(clip.shape(), 3))));
        });
    }

    private static AnnotationPickle.StoredArray array(MappedClips.Stored stored, int[] shape) {
        byte[] data = new byte[stored.bytes().remaining()];
        stored.bytes().duplicate().get(data);
        return new AnnotationPickle.StoredArray(stored.dtype().descriptor(), shape, data);
    }

    private void scan(List<String> columnNames, Taker<Group> taker) throws IOException {
        long found = 0;
        try (ParquetFileReader reader = open(file, hadoop)) {
            MessageType schema = projection(reader.getFileMetaData().getSchema(), columnNames);
            reader.setRequestedSchema(schema);
            MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = columns.getRecordReader(pages, new GroupRecordConverter(schema));
                for (long row = 0; row < pages.getRowCount(); row++) {
                    taker.take(records.read());
                    found++;
                }
            }
        }
        if (found != rows) {
            throw new IOException(found + " rows, expected " + rows + " as the manifest says");
        }
    }

    private static ParquetFileReader open(Path file, Configuration hadoop) throws IOException {
        return ParquetFileReader.open(
                HadoopInputFile.fromPath(file, hadoop),
                HadoopReadOptions.builder(hadoop)
                        .usePageChecksumVerification(true)
                        .build());
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static MessageType projection(MessageType schema, List<String> columnNames) throws IOException {
        List<Type> fields = new ArrayList<>();
        for (String column : columnNames) {
            if (!schema.containsField(column)) {
                throw new IOException("has no column " + column);
            }
            fields.add(schema.getType(column));
        }
        return new MessageType(schema.getName(), fields);
    }

    private static MappedClips.Clip clip(Group group) {
        ImageShape image = has(group, PreparedSchema.IMG_HEIGHT)
                ? new ImageShape(
                        group.getInteger(PreparedSchema.IMG_HEIGHT, 0), group.getInteger(PreparedSchema.IMG_WIDTH, 0))
                : null;
        MappedClips.Stored keypoint = stored(group, PreparedSchema.KEYPOINT);
        if (keypoint == null) {
            throw new IllegalArgumentException("a row without " + PreparedSchema.KEYPOINT);
        }
        return new MappedClips.Clip(
                group.getString(PreparedSchema.ID, 0),
                group.getInteger(PreparedSchema.LABEL, 0),
                group.getInteger(PreparedSchema.TOTAL_FRAMES, 0),
                image,
                integers(group, PreparedSchema.KEYPOINT + PreparedSchema.SHAPE),
                keypoint,
                stored(group, PreparedSchema.KEYPOINT_SCORE));
    }

    private static MappedClips.@Nullable Stored stored(Group group, String column) {
        if (!has(group, column)) {
            return null;
        }
        return new MappedClips.Stored(
                DType.of(group.getString(column + PreparedSchema.DTYPE, 0)),
                group.getBinary(column, 0).toByteBuffer());
    }

    private static boolean has(Group group, String column) {
        return group.getFieldRepetitionCount(column) > 0;
    }

    private static List<String> strings(Group group, String column) {
        Group list = group.getGroup(column, 0);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            values.add(list.getGroup(0, i).getString(0, 0));
        }
        return values;
    }

    private static int[] integers(Group group, String column) {
        Group list = group.getGroup(column, 0);
        int[] values = new int[list.getFieldRepetitionCount(0)];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.getGroup(0, i).getInteger(0, 0);
        }
        return values;
    }
}

package io.skelspark.prepared;

import io.skelspark.storage.Folder;
import java.io.IOException;
import java.nio.ByteBuffer;
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

/** One part of a prepared set, read without Spark: one row group in memory at a time, with every page's checksum verified. */
public final class PreparedPart {
    private static final List<String> ALL = Arrays.asList(StoredClip.SCHEMA.fieldNames());

    private final Path file;
    private final long rows;
    private final Configuration hadoop;

    /** @param rows the rows that the manifest counts */
    PreparedPart(Path file, long rows, Configuration hadoop) {
        this.file = file;
        this.rows = rows;
        this.hadoop = hadoop;
    }

    /** A receiver of clips in file order. */
    @FunctionalInterface
    public interface ClipSink {
        void accept(long ordinal, StoredClip clip) throws IOException;
    }

    /** A receiver of raw records. */
    @FunctionalInterface
    private interface GroupSink {
        void accept(Group group) throws IOException;
    }

    /** Returns the Parquet files of a folder, by name, with what their footers say. */
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
     * Reads all clips.
     *
     * @throws IOException if the file is missing or damaged, or has another number of rows than the manifest says
     */
    public void read(ClipSink sink) throws IOException {
        scan(ALL, group -> sink.accept(ordinal(group), StoredClip.of(new GroupColumns(group))));
    }

    /**
     * Reads the clips of one split.
     *
     * @throws IOException as in {@link #read(ClipSink)}
     */
    void read(String split, ClipSink sink) throws IOException {
        scan(ALL, group -> {
            if (isIn(split, group)) {
                sink.accept(ordinal(group), StoredClip.of(new GroupColumns(group)));
            }
        });
    }

    /** Reads the identifiers of the clips of one split, without their joints. */
    public List<String> ids(String split) throws IOException {
        List<String> ids = new ArrayList<>();
        scan(List.of(StoredClip.ID, StoredClip.SPLITS), group -> {
            if (isIn(split, group)) {
                ids.add(group.getString(StoredClip.ID, 0));
            }
        });
        return ids;
    }

    /**
     * Reads the whole file to find out what is wrong with it.
     *
     * @return nothing if it is sound and has the rows of the manifest
     */
    public Optional<String> damage() {
        try {
            scan(ALL, row -> {});
            return Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            // Parquet reports damage by exceptions of many kinds, some without a message
            return Optional.of(String.valueOf(damaged));
        }
    }

    private void scan(List<String> columnNames, GroupSink sink) throws IOException {
        long found = 0;
        try (ParquetFileReader reader = open(file, hadoop)) {
            MessageType schema = projection(reader.getFileMetaData().getSchema(), columnNames);
            reader.setRequestedSchema(schema);
            MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = columns.getRecordReader(pages, new GroupRecordConverter(schema));
                for (long row = 0; row < pages.getRowCount(); row++) {
                    sink.accept(records.read());
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

    private static long ordinal(Group group) {
        return group.getLong(StoredClip.ORDINAL, 0);
    }

    private static boolean isIn(String split, Group group) {
        Group splits = group.getGroup(StoredClip.SPLITS, 0);
        for (int i = 0; i < splits.getFieldRepetitionCount(0); i++) {
            if (splits.getGroup(0, i).getString(0, 0).equals(split)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** The columns of a record of Parquet. */
    private record GroupColumns(Group group) implements StoredClip.Columns {
        @Override
        public boolean has(String column) {
            return group.getFieldRepetitionCount(column) > 0;
        }

        @Override
        public int integer(String column) {
            return group.getInteger(column, 0);
        }

        @Override
        public String text(String column) {
            return group.getString(column, 0);
        }

        @Override
        public ByteBuffer bytes(String column) {
            return group.getBinary(column, 0).toByteBuffer();
        }

        @Override
        public int[] integers(String column) {
            Group list = group.getGroup(column, 0);
            int[] values = new int[list.getFieldRepetitionCount(0)];
            for (int i = 0; i < values.length; i++) {
                values[i] = list.getGroup(0, i).getInteger(0, 0);
            }
            return values;
        }
    }
}

package io.skelspark.prepared;

import io.skelspark.protocol.ListedClip;
import io.skelspark.storage.FileFault;
import io.skelspark.storage.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * One part of a prepared set, read without Spark: one row group in memory at a time. The checksum of every
 * page and the digest of all clips are verified on the way.
 */
public final class PreparedPart {
    private static final List<String> ALL = Arrays.asList(StoredClip.SCHEMA.fieldNames());
    /** What protocols need, without joints. */
    private static final List<String> LISTED =
            List.of(StoredClip.ORDINAL, StoredClip.ID, StoredClip.LABEL, StoredClip.SPLITS, StoredClip.ATTRIBUTES);

    private final Path file;
    private final long rows;
    private final String digest;
    private final Configuration hadoop;

    /** @param part what the manifest says of the file */
    PreparedPart(Path file, Manifest.Part part, Configuration hadoop) {
        this.file = file;
        this.rows = part.rows();
        this.digest = part.digest();
        this.hadoop = hadoop;
    }

    /** A receiver of clips in file order. */
    @FunctionalInterface
    public interface ClipSink {
        void accept(long ordinal, StoredClip clip) throws IOException;
    }

    /** A receiver of clips with the splits that they are in. */
    @FunctionalInterface
    public interface MemberSink {
        void accept(long ordinal, StoredClip clip, List<String> splits) throws IOException;
    }

    /** A receiver of raw records. */
    @FunctionalInterface
    private interface GroupSink {
        void accept(Group group) throws IOException;
    }

    /**
     * Reads all clips.
     *
     * @throws IOException if the file is missing or damaged, or holds other clips than the manifest says; known at the end alone,
     *     so that the file is read once
     */
    public void read(ClipSink sink) throws IOException {
        verified((ordinal, clip, splits) -> sink.accept(ordinal, clip));
    }

    /**
     * Reads some clips.
     *
     * @throws IOException as in {@link #read(ClipSink)}
     */
    void read(Selection selection, ClipSink sink) throws IOException {
        verified((ordinal, clip, splits) -> {
            if (selection.contains(ordinal, splits)) {
                sink.accept(ordinal, clip);
            }
        });
    }

    /** Reads the identifiers of the clips of one split, without their joints. */
    public List<String> ids(String split) throws IOException {
        List<String> ids = new ArrayList<>();
        long found = scan(file, List.of(StoredClip.ID, StoredClip.SPLITS), hadoop, group -> {
            if (splits(group).contains(split)) {
                ids.add(group.getString(StoredClip.ID, 0));
            }
        });
        requireRows(found);
        return ids;
    }

    /** Reads what protocols divide clips by, without their joints. */
    List<ListedClip> listed() throws IOException {
        List<ListedClip> clips = new ArrayList<>();
        long found = scan(
                file,
                LISTED,
                hadoop,
                group -> clips.add(new ListedClip(
                        group.getLong(StoredClip.ORDINAL, 0),
                        group.getString(StoredClip.ID, 0),
                        group.getInteger(StoredClip.LABEL, 0),
                        splits(group),
                        attributes(group))));
        requireRows(found);
        return clips;
    }

    /**
     * Reads the whole file to find out what is wrong with it.
     *
     * @return nothing if it is sound and holds the clips of the manifest
     * @throws UncheckedIOException if this user may not read it, so that nobody knows
     */
    public Optional<String> damage() {
        try {
            verified((ordinal, clip, splits) -> {});
            return Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            if (FileFault.isDenied(damaged)) {
                throw new UncheckedIOException(new IOException(file + ": " + FileFault.reason(damaged), damaged));
            }
            // Parquet reports damage by exceptions of many kinds, some without a message
            return Optional.of(String.valueOf(damaged));
        }
    }

    /**
     * Reads a file that no manifest names yet.
     *
     * @return the digest of each clip, 32 bytes each
     */
    public static byte[] digests(Path file, Configuration hadoop, MemberSink sink) throws IOException {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        scan(file, ALL, hadoop, group -> {
            StoredClip clip = StoredClip.of(new GroupColumns(group));
            List<String> splits = splits(group);
            digests.writeBytes(ClipDigest.of(clip, splits));
            sink.accept(group.getLong(StoredClip.ORDINAL, 0), clip, splits);
        });
        return digests.toByteArray();
    }

    private void verified(MemberSink sink) throws IOException {
        Sha256 sum = new Sha256();
        long found = scan(file, ALL, hadoop, group -> {
            StoredClip clip = StoredClip.of(new GroupColumns(group));
            List<String> splits = splits(group);
            sum.add(ClipDigest.of(clip, splits));
            sink.accept(group.getLong(StoredClip.ORDINAL, 0), clip, splits);
        });
        requireRows(found);
        String hex = sum.hex();
        if (!hex.equals(digest)) {
            throw new IOException("its clips have the digest " + hex + ", expected " + digest
                    + " as the manifest says: the file is of another set");
        }
    }

    private void requireRows(long found) throws IOException {
        if (found != rows) {
            throw new IOException(found + " rows, expected " + rows + " as the manifest says");
        }
    }

    private static long scan(Path file, List<String> columnNames, Configuration hadoop, GroupSink sink)
            throws IOException {
        long found = 0;
        try (ParquetFileReader reader = ParquetFile.open(file, hadoop)) {
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
        return found;
    }

    private static MessageType projection(MessageType schema, List<String> columnNames) throws IOException {
        List<Type> fields = new ArrayList<>();
        for (String column : columnNames) {
            if (schema.containsField(column)) {
                fields.add(schema.getType(column));
            } else if (!column.equals(StoredClip.ATTRIBUTES)) { // a set of an earlier version has none
                throw new IOException("has no column " + column);
            }
        }
        return new MessageType(schema.getName(), fields);
    }

    private static List<String> splits(Group group) {
        Group splits = group.getGroup(StoredClip.SPLITS, 0);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < splits.getFieldRepetitionCount(0); i++) {
            names.add(splits.getGroup(0, i).getString(0, 0));
        }
        return names;
    }

    private static SortedMap<String, String> attributes(Group group) {
        SortedMap<String, String> attributes = new TreeMap<>();
        if (group.getType().containsField(StoredClip.ATTRIBUTES)
                && group.getFieldRepetitionCount(StoredClip.ATTRIBUTES) > 0) {
            Group entries = group.getGroup(StoredClip.ATTRIBUTES, 0);
            for (int i = 0; i < entries.getFieldRepetitionCount(0); i++) {
                Group entry = entries.getGroup(0, i);
                attributes.put(entry.getString(0, 0), entry.getString(1, 0));
            }
        }
        return attributes;
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

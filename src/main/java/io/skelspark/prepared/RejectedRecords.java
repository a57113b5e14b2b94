package io.skelspark.prepared;

import io.skelspark.source.Adjustment;
import io.skelspark.source.Loss;
import io.skelspark.source.Omission;
import io.skelspark.source.Rejection;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table of the records that a prepared set does not hold, or holds with changes, each with the reason. */
public final class RejectedRecords {
    public static final String FILE = "file";
    public static final String FIELD = "field";
    public static final String FOUND = "found";
    public static final String EXPECTED = "expected";
    /** One of {@link #REJECTION}, {@link #OMISSION}, {@link #ADJUSTMENT} and {@link #LOSS}. */
    public static final String KIND = "kind";

    /** A record with something wrong. */
    public static final String REJECTION = "rejected";
    /** A record that the rules of the source leave out. */
    public static final String OMISSION = "left-out";
    /** A record that the rules of the source changed; the set holds it. */
    public static final String ADJUSTMENT = "changed";
    /** A file, or the rest of one, that cannot be read. */
    public static final String LOSS = "lost";

    public static final StructType SCHEMA = new StructType()
            .add(StoredClip.ORDINAL, DataTypes.LongType, false)
            .add(FILE, DataTypes.StringType, false)
            .add(StoredClip.ID, DataTypes.StringType, false)
            .add(FIELD, DataTypes.StringType, false)
            .add(FOUND, DataTypes.StringType, false)
            .add(EXPECTED, DataTypes.StringType, false)
            .add(KIND, DataTypes.StringType, false);

    private RejectedRecords() {}

    /** Writes rows of the table as comma-separated values, after a line of headings. */
    public static void writeCsv(Iterator<Row> rows, Path file, Configuration hadoop) throws IOException {
        AtomicFile.write(
                file,
                stream -> {
                    Writer text = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
                    text.write(Csv.line(List.of(SCHEMA.fieldNames())));
                    while (rows.hasNext()) {
                        Row row = rows.next();
                        text.write(Csv.line(IntStream.range(0, row.length())
                                .mapToObj(column -> String.valueOf(row.get(column)))
                                .toList()));
                    }
                    text.flush();
                },
                hadoop);
    }

    /** Returns the row of a rejected record. */
    public static Row row(long ordinal, String file, Rejection rejection) {
        return RowFactory.create(
                ordinal, file, rejection.id(), rejection.field(), rejection.found(), rejection.expected(), REJECTION);
    }

    /** Returns the row of a record that the source leaves out. */
    public static Row row(long ordinal, String file, Omission omission) {
        return RowFactory.create(
                ordinal, file, omission.id(), omission.field(), omission.found(), omission.expected(), OMISSION);
    }

    /** Returns the row of a record that the source changed. */
    public static Row row(long ordinal, String file, Adjustment adjustment) {
        return RowFactory.create(
                ordinal,
                file,
                adjustment.id(),
                adjustment.field(),
                adjustment.found(),
                adjustment.expected(),
                ADJUSTMENT);
    }

    /** Returns the row of a file, or the rest of one, that cannot be read. */
    public static Row row(long ordinal, String file, Loss loss) {
        return RowFactory.create(ordinal, file, loss.id(), loss.field(), loss.found(), loss.expected(), LOSS);
    }
}

package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Tables (CSV) of the landmarks of MediaPipe Pose, in the forms that people write: a row a frame, with columns by name or
 * by number, or a row a landmark, with the columns frame, landmark, x, y and maybe z and visibility. The first line decides.
 * Of more than 33 numbered points the first 33 are read, which are those of the body.
 *
 * <p>A landmark with empty cells was not found. A frame without a row, or with a row of zeros or empty cells, has nobody in
 * it. The index of a frame is in the column frame, frame_id, frame_index, frame_number or frame_no; without one, rows are
 * counted. The score of a landmark is in the column visibility, v, confidence, conf, c, score, likelihood or prob.
 *
 * @param unit unit of the coordinates, which the table does not tell: fractions of the image, metres of world landmarks,
 *     or pixels
 * @source MediaPipe, docs/solutions/pose.md
 */
public record MediaPipeCsv(Unit unit) implements PoseFormat {
    @Override
    public boolean accepts(String name) {
        return name.endsWith(".csv");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        if (!accepts(name)) {
            return false;
        }
        try (CsvRows rows = CsvRows.of(start)) {
            List<String> titles = rows.next();
            return titles != null
                    && (LandmarkTable.hasTitles(titles)
                            || !LandmarkColumns.of(titles, name).columns().isEmpty());
        } catch (IOException | MalformedRecordException other) {
            return false;
        }
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        CsvRows rows = CsvRows.open(path, hadoop);
        try {
            List<String> titles = rows.next();
            if (titles == null) {
                throw new MalformedRecordException("file " + rows.file(), "no line", "a line of titles, then rows");
            }
            String id = FileStem.of(path);
            return List.of(
                    LandmarkTable.hasTitles(titles)
                            ? new LandmarkTable(id, unit, titles, rows)
                            : new Wide(id, unit, LandmarkColumns.of(titles, rows.file()), rows));
        } catch (IOException | MalformedRecordException failed) {
            rows.close();
            throw failed;
        }
    }

    /** A table with a row for each frame. */
    private static final class Wide implements RecordingReader {
        private final RecordingHeader header;
        private final LandmarkColumns columns;
        private final CsvRows rows;
        private final FrameNumbers numbers;
        private int position;

        private Wide(String id, Unit unit, LandmarkColumns columns, CsvRows rows) {
            header = new RecordingHeader(id, unit, columns.scored(), columns.names(), null, 0, 0);
            this.columns = columns;
            this.rows = rows;
            numbers = new FrameNumbers(rows.file());
            rows.frameColumn(columns.frame());
        }

        @Override
        public RecordingHeader header() {
            return header;
        }

        @Override
        public @Nullable Frame next() throws IOException, MalformedRecordException {
            List<String> cells = rows.next();
            if (cells == null) {
                return null;
            }
            int index = columns.frame() < 0
                    ? position++
                    : numbers.index(rows.integer(
                            cells.get(columns.frame()), columns.titles().get(columns.frame())));
            Detection person = columns.person(cells, rows);
            return new Frame(index, person == null ? List.of() : List.of(person));
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}

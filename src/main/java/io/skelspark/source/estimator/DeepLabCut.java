package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The tables (CSV) of DeepLabCut: header rows of scorers, maybe individuals, body parts and coordinates, then a row a frame
 * with its number first. Coordinates are pixels, the likelihood is the score, and empty cells are parts that were not
 * found. An individual is a track. Parts of the individual {@code single} belong to no animal: they are passed over if there
 * are other individuals.
 *
 * @source DeepLabCut, deeplabcut/pose_estimation_pytorch/apis/videos.py
 */
public record DeepLabCut() implements PoseFormat {
    @Override
    public boolean accepts(String name) {
        return name.endsWith(".csv");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "");
        return accepts(name) && text.startsWith("scorer,") && text.contains("bodyparts,");
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        CsvRows rows = CsvRows.open(path, hadoop);
        try {
            return List.of(new Reader(FileStem.of(path), BodyPartColumns.read(rows), rows));
        } catch (IOException | MalformedRecordException failed) {
            rows.close();
            throw failed;
        }
    }

    private static final class Reader implements RecordingReader {
        private final RecordingHeader header;
        private final BodyPartColumns columns;
        private final CsvRows rows;
        private final FrameNumbers numbers;

        private Reader(String id, BodyPartColumns columns, CsvRows rows) {
            header = new RecordingHeader(id, Unit.PIXEL, columns.scored(), columns.parts(), null, 0, 0);
            this.columns = columns;
            this.rows = rows;
            numbers = new FrameNumbers(rows.file());
            rows.frameColumn(0);
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
            int index = numbers.index(rows.integer(cells.get(0), "number of the frame"));
            return new Frame(index, columns.animals(cells, rows));
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}

package io.skelspark.source.estimator;

import io.skelspark.skeleton.Keyed;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.FrameFiles;
import io.skelspark.source.detection.FrameFiles.FrameFile;
import io.skelspark.source.detection.FrameNames;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The folders that Ultralytics YOLO writes with {@code save_txt}: a file {@code VIDEO_NUMBER.txt} for each frame in which
 * somebody was found, numbered from 1. A line is a person: class, box, joints, then confidence and id if they were saved.
 * Coordinates are fractions of the image. A joint at 0, 0 was not found.
 *
 * @param joints number V of joints
 * @param values numbers of a joint: 3 with a confidence, 2 without
 * @param lastColumn what a single column after the joints is
 * @param category class of the lines that are read, others are passed over; {@link #ANY} reads all
 * @source Ultralytics, ultralytics/engine/results.py
 */
public record YoloPose(int joints, int values, LastColumn lastColumn, int category) implements PoseFormat {
    /** Stands for lines of all classes. */
    public static final int ANY = -1;

    private static final FrameNames NAMES =
            FrameNames.of("walk_1.txt", "(?<recording>.*?)[_-]?(?<!\\d)(?<number>\\d{1,18})\\.txt");

    /** What a single column after the joints is. */
    public enum LastColumn implements Keyed {
        /** An id if it is a whole number from 1 on in all lines and no line has two columns, else a confidence. */
        AUTO("auto"),
        /** The id of the person. */
        ID("id"),
        /** The confidence of the box. */
        CONFIDENCE("confidence");

        private final String key;

        LastColumn(String key) {
            this.key = key;
        }

        @Override
        public String key() {
            return key;
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no joint, or it has other than 2 or 3 numbers
     */
    public YoloPose {
        if (joints < 1 || values < 2 || values > Detection.SCORED_2D) {
            throw new IllegalArgumentException(
                    joints + " joints of " + values + " values, expected 1 or more of 2 or 3");
        }
    }

    @Override
    public boolean isFolder() {
        return true;
    }

    @Override
    public boolean accepts(String name) {
        return NAMES.matches(name);
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        String first =
                new String(start, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        return accepts(name) && (form().fits(first) || form().otherwise().fits(first));
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        List<RecordingReader> recordings = new ArrayList<>();
        for (FrameFiles recording : FrameFiles.list(path, NAMES, hadoop)) {
            recordings.add(new Reader(recording, hadoop));
        }
        return recordings;
    }

    private YoloLine.Form form() {
        return new YoloLine.Form(joints, values, category);
    }

    private final class Reader implements RecordingReader {
        private final RecordingHeader header;
        private final List<FrameFile> files;
        private final Configuration hadoop;
        private final YoloLine.Form form = form();
        private final FrameNumbers numbers;
        private @Nullable Boolean singleIsId;
        private int next;

        private Reader(FrameFiles recording, Configuration hadoop) {
            files = recording.files();
            this.hadoop = hadoop;
            header = new RecordingHeader(recording.recording(), Unit.FRACTION, values == Detection.SCORED_2D);
            numbers = new FrameNumbers(recording.recording());
        }

        @Override
        public RecordingHeader header() {
            return header;
        }

        @Override
        public @Nullable Frame next() throws IOException, MalformedRecordException {
            if (next == files.size()) {
                return null;
            }
            FrameFile file = files.get(next++);
            List<Detection> people = new ArrayList<>();
            for (YoloLine line : form.lines(file, hadoop)) {
                people.add(line.person(form, line.extra() == 1 && isId()));
            }
            return new Frame(numbers.index(file.number()), people);
        }

        /** Returns what the single column is. Only all lines of the recording tell. */
        private boolean isId() throws IOException, MalformedRecordException {
            if (lastColumn != LastColumn.AUTO) {
                return lastColumn == LastColumn.ID;
            }
            Boolean known = singleIsId;
            if (known == null) {
                known = true;
                for (int file = 0; known && file < files.size(); file++) {
                    known = form.lines(files.get(file), hadoop).stream().allMatch(YoloLine::mayEndInSingleId);
                }
                singleIsId = known;
            }
            return known;
        }

        @Override
        public void close() {
            // each file is closed after its frame
        }
    }
}

package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.FrameFiles;
import io.skelspark.source.detection.FrameFiles.FrameFile;
import io.skelspark.source.detection.FrameNames;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A recording in 2D with a JSON file for each frame, even if nobody is in it. The number in the name of a file counts from
 * any start and by any constant step; a missing number is a gap.
 */
final class FolderRecording implements RecordingReader {
    private final RecordingHeader header;
    private final List<FrameFile> files;
    private final long step;
    private final boolean gaps;
    private final Content content;
    private final Configuration hadoop;
    private int next;

    /** The form of a file. */
    @FunctionalInterface
    interface Content {
        /**
         * Reads the people of a frame from the outermost value, which is at hand.
         *
         * @param file name of the file, for faults
         */
        List<Detection> people(JsonInput json, String file) throws IOException, MalformedRecordException;
    }

    private FolderRecording(FrameFiles recording, boolean gaps, Content content, Configuration hadoop)
            throws MalformedRecordException {
        files = recording.files();
        this.gaps = gaps;
        this.content = content;
        this.hadoop = hadoop;
        step = step();
        long frames = (files.get(files.size() - 1).number() - files.get(0).number()) / step + 1;
        if (frames > Integer.MAX_VALUE) {
            throw new MalformedRecordException(
                    "file " + files.get(files.size() - 1).path().getName(),
                    "frame " + frames,
                    "numbers that count frames");
        }
        int length = gaps ? (int) frames : files.size();
        header = new RecordingHeader(recording.recording(), Unit.PIXEL, true, List.of(), null, length, 0);
    }

    /**
     * Opens the recordings of a folder.
     *
     * @param names names of the files
     * @param gaps whether a missing number is a frame without people; otherwise it is a fault
     */
    static List<RecordingReader> open(
            String folder, FrameNames names, boolean gaps, Content content, Configuration hadoop)
            throws IOException, MalformedRecordException {
        List<RecordingReader> recordings = new ArrayList<>();
        for (FrameFiles recording : FrameFiles.list(folder, names, hadoop)) {
            recordings.add(new FolderRecording(recording, gaps, content, hadoop));
        }
        return recordings;
    }

    /** Returns the greatest step that leads to all numbers. */
    private long step() {
        BigInteger common = BigInteger.ZERO;
        for (FrameFile file : files) {
            common = common.gcd(BigInteger.valueOf(file.number() - files.get(0).number()));
        }
        return Math.max(common.longValueExact(), 1);
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
        FrameFile file = files.get(next);
        if (!gaps && next > 0 && file.number() != files.get(next - 1).number() + step) {
            FrameFile before = files.get(next - 1);
            throw new MalformedRecordException(
                    "frame " + (before.number() + step),
                    "no file between " + before.path().getName() + " and "
                            + file.path().getName(),
                    "a file for each frame; dataset.source.gaps = true takes a missing one for a frame without people");
        }
        next++;
        String name = file.path().getName();
        try (JsonInput json = FrameFiles.json(file, hadoop)) {
            json.nextValue();
            List<Detection> people = content.people(json, name);
            json.at(name);
            json.end();
            return new Frame((int) ((file.number() - files.get(0).number()) / step), people);
        }
    }

    @Override
    public void close() {
        // each file is closed after its frame
    }
}

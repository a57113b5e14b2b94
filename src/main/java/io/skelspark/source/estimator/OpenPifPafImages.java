package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.FrameNames;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingReader;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The folder that {@code openpifpaf.predict --json-output} writes: a file {@code IMAGE.predictions.json} with a list of people
 * for each image. The number at the end of the image's name is that of the frame, from any start and by any constant step.
 *
 * @param gaps whether a missing number is a frame without people; otherwise it is a fault
 * @source openpifpaf, src/openpifpaf/predict.py
 */
public record OpenPifPafImages(boolean gaps) implements PoseFormat {
    private static final FrameNames NAMES = FrameNames.of(
            "walk_0001.jpg.predictions.json",
            "(?<recording>.*?)[_-]?(?<!\\d)(?<number>\\d{1,18})(?:\\.[A-Za-z]\\w*)?\\.predictions\\.json");

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
        return accepts(name);
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        return FolderRecording.open(path, NAMES, gaps, OpenPifPafPeople::read, hadoop);
    }
}

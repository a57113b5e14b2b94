package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.FrameNames;
import io.skelspark.source.detection.JsonStart;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingReader;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The folder that the inferencer of MMPose 1.x writes for images ({@code pred_out_dir}): a file {@code IMAGE.json} with a list
 * of people for each, in 2D. The number at the end of the image's name is that of the frame, from any start and by any
 * constant step.
 *
 * @param gaps whether a missing number is a frame without people; otherwise it is a fault
 * @source MMPose, mmpose/apis/inferencers/base_mmpose_inferencer.py
 */
public record MMPoseImages(boolean gaps) implements PoseFormat {
    private static final FrameNames NAMES =
            FrameNames.of("walk_0001.json", "(?<recording>[^.]*?)[_-]?(?<!\\d)(?<number>\\d{1,18})\\.json");

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
        JsonStart person = JsonStart.of(start).item();
        return accepts(name)
                && person.has("keypoint_scores")
                && person.field("keypoints").isList();
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        return FolderRecording.open(path, NAMES, gaps, MMPosePeople::read, hadoop);
    }
}

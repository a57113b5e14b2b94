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
 * The folders that OpenPose writes with {@code --write_json}: a file {@code NAME_NUMBER_keypoints.json} for each frame, of
 * any version of the format. Other tools write the same form for other layouts, so the number of joints says which one it
 * is.
 *
 * <p>Files {@code NAME_NUMBER.json} and {@code NAME.NUMBER.json}, as AlphaPose and Pose2Sim name them, are read if the folder
 * has none of the name above. The number counts from 0 or any other start. A constant step between frames, as {@code --frame_step} leaves it, is no
 * gap. A {@code person_id} is an identity if it is not negative and nobody else in the frame has it. The unit is that of
 * {@code --keypoint_scale}, which no file tells: pixels are the default. Hands, faces, {@code part_candidates} and 3D joints
 * are passed over, as are the files {@code ..._keypoints_1.json} of further cameras.
 *
 * @param gaps whether a missing number is a frame without people; otherwise it is a fault
 * @source OpenPose, doc/02_output.md and include/openpose/filestream/wPeopleJsonSaver.hpp
 */
public record OpenPose(boolean gaps) implements PoseFormat {
    private static final FrameNames NAMES = FrameNames.of(
            "walk_000000000000_keypoints.json",
            "(?<recording>.*?)[_-]?(?<!\\d)(?<number>\\d{1,18})_keypoints\\.json",
            "(?!.*_keypoints_\\d+\\.json)(?<recording>.*?)[_.-]?(?<!\\d)(?<number>\\d{1,18})\\.json");
    private static final String SUFFIX = "_keypoints.json";
    private static final List<String> JOINTS = List.of("pose_keypoints_2d", "pose_keypoints", "body_parts", "joints");

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
        if (!accepts(name)) {
            return false;
        }
        JsonStart json = JsonStart.of(start);
        JsonStart people = json.field(json.has("people") ? "people" : "bodies");
        return people.isList() && (name.endsWith(SUFFIX) || isFrame(people.item()));
    }

    /** Returns whether the first person of a file without the suffix is one of OpenPose, or nobody is in it. */
    private static boolean isFrame(JsonStart person) {
        return !person.isObject() || JOINTS.stream().anyMatch(person::has);
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        return FolderRecording.open(path, NAMES, gaps, OpenPosePeople::read, hadoop);
    }
}

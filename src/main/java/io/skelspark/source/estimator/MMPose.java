package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.detection.JsonStart;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The file that a demo of MMPose 1.x writes with {@code --save-predictions}, for a video or an image, and the file that its
 * inferencer writes for a video ({@code pred_out_dir}). {@link MMPoseImages} reads what the inferencer writes for images.
 *
 * <p>{@code frame_id} counts from 1 in the file of a demo, or from 0 if its first frame is 0; it counts from 0 in that of the
 * inferencer. The names of joints are those of {@code meta_info}, which stands before the people. Joints in 2D are pixels.
 * Those in 3D, of a lifter, are metres with z up; a lifter leaves out the identities that its tracker had.
 *
 * @source MMPose, demo/topdown_demo_with_mmdet.py, demo/body3d_pose_lifter_demo.py, mmpose/structures/utils.py
 */
public record MMPose() implements PoseFormat {
    @Override
    public boolean accepts(String name) {
        return name.endsWith(".json");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        JsonStart json = JsonStart.of(start);
        return accepts(name)
                && (json.has("instance_info")
                        || json.field("meta_info").has("keypoint_id2name")
                        || json.field("meta_info").has("dataset_name")
                        || json.item().has("instances"));
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        JsonFile file = JsonFile.of(path, hadoop);
        JsonInput json = file.start();
        try {
            return List.of(new Reader(file, json));
        } catch (IOException | MalformedRecordException failed) {
            json.close();
            throw failed;
        }
    }

    private static final class Reader implements RecordingReader {
        private final JsonFile file;
        private final JsonInput json;
        private final boolean demo;
        private final RecordingHeader header;
        private final Deque<Frame> ahead = new ArrayDeque<>();
        private List<String> names = List.of();
        private int first;
        private int last = -1;
        private boolean ended;

        private Reader(JsonFile file, JsonInput json) throws IOException, MalformedRecordException {
            this.file = file;
            this.json = json;
            demo = json.isObject();
            toFrames();
            header = new RecordingHeader(file.stem(".json"), unit(), true, names, null, 0, 0);
        }

        /** Goes to the list of frames, past what comes before it. */
        private void toFrames() throws IOException, MalformedRecordException {
            if (demo) {
                toField();
            }
            json.array("instance_info");
        }

        private void toField() throws IOException, MalformedRecordException {
            while (json.nextField()) {
                if (json.name().equals("instance_info")) {
                    return;
                }
                if (json.name().equals("meta_info") && json.isObject()) {
                    metaInfo();
                } else {
                    json.skip();
                }
            }
            throw json.wrong("instance_info", "no such key", "the frames");
        }

        private void metaInfo() throws IOException, MalformedRecordException {
            while (json.nextField()) {
                if (json.name().equals("keypoint_id2name")) {
                    names = Joints.names(json);
                } else {
                    json.skip();
                }
            }
        }

        /** Reads up to the first person, who tells the number of dimensions. */
        private Unit unit() throws IOException, MalformedRecordException {
            for (Frame frame = read(); frame != null; frame = read()) {
                ahead.add(frame);
                if (!frame.people().isEmpty()) {
                    return frame.people().get(0).dimensions() == 3 ? Unit.METRE : Unit.PIXEL;
                }
            }
            return Unit.PIXEL;
        }

        @Override
        public RecordingHeader header() {
            return header;
        }

        @Override
        public @Nullable Frame next() throws IOException, MalformedRecordException {
            return ahead.isEmpty() ? read() : ahead.remove();
        }

        private @Nullable Frame read() throws IOException, MalformedRecordException {
            if (ended) {
                return null;
            }
            json.at("the frame after " + (last < 0 ? "the start" : "frame_id " + last));
            if (!json.nextItem()) {
                end();
                return null;
            }
            json.object("instance_info");
            Integer id = null;
            List<Detection> people = null;
            MMPosePeople.Person single = new MMPosePeople.Person();
            while (json.nextField()) {
                switch (json.name()) {
                    case "frame_id" -> id = frameId();
                    case "instances" -> people = MMPosePeople.read(json, frame(id));
                    default -> single.field(json);
                }
            }
            if (id == null && people == null && last < 0) {
                return image(single.detection(json));
            }
            if (id == null || people == null) {
                throw json.wrong(id == null ? "frame_id" : "instances", "no such key", "frame_id and instances");
            }
            return new Frame(id - first, people);
        }

        private String frame(@Nullable Integer id) {
            return id == null ? "the frame after frame_id " + last : "frame_id " + id;
        }

        private int frameId() throws IOException, MalformedRecordException {
            int id = json.integer("frame_id");
            if (last < 0) {
                first = demo ? Math.min(id, 1) : 0;
            }
            if (id <= last || id < 0) {
                throw json.wrong("frame_id", id + "", last < 0 ? "0 or more" : "more than " + last);
            }
            last = id;
            json.at("frame_id " + id);
            return id;
        }

        /** Reads the rest of the people of an image, in the place of frames. */
        private Frame image(Detection person) throws IOException, MalformedRecordException {
            List<Detection> people = new ArrayList<>(List.of(person));
            json.at("person 2 of the image");
            while (json.nextItem()) {
                json.object("instance_info");
                MMPosePeople.Person next = new MMPosePeople.Person();
                while (json.nextField()) {
                    next.field(json);
                }
                people.add(next.detection(json));
                json.at("person " + (people.size() + 1) + " of the image");
            }
            end();
            return new Frame(0, people);
        }

        private void end() throws IOException, MalformedRecordException {
            ended = true;
            json.at(file.name());
            while (demo && json.nextField()) {
                json.skip();
            }
            json.end();
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}

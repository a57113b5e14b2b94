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
import io.skelspark.source.estimator.CocoImages.CocoImage;
import io.skelspark.source.estimator.CocoPeople.CocoPerson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Files of COCO keypoints: annotations, also of PoseTrack, and results of estimators such as detectron2 and MMPose.
 *
 * <p>The images of a file are the frames of one or more videos: those of one {@code vid_id}, or else of one folder of
 * {@code file_name}, or else of one text before the number in it. Their order is that of {@code frame_id}, or else of that
 * number, or else of the list, and the place in this order is the index of the frame. An image without annotations is a frame
 * without people; an image that is not {@code is_labeled} is left out. A file of one video is a recording of the file's name;
 * of several, each is one of the video's name.
 *
 * <p>The visibility of an annotated joint, 0, 1 or 2, becomes the score 0, 1 or 1. Annotations with {@code iscrowd}, without
 * {@code keypoints}, and with no joint marked are passed over, as are feet, face and hands of WholeBody. Results have scores of
 * the estimator; their images, names and order are those of an annotation file. {@code track_id} is an identity, also among
 * the {@code attributes} that CVAT writes.
 *
 * <p>The whole file is held in memory.
 *
 * @param annotations the annotation file that results refer to; null for files of annotations
 * @source cocodataset.org, format of data and results; PoseTrack18; detectron2, detectron2/evaluation/coco_evaluation.py
 */
public record COCO(@Nullable String annotations) implements PoseFormat {
    @Override
    public boolean accepts(String name) {
        return name.endsWith(".json");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        JsonStart json = JsonStart.of(start);
        JsonStart person = json.item();
        boolean results = person.has("image_id")
                && !person.field("image_id").isText()
                && person.has("keypoints")
                && !person.has("idx")
                && !person.has("box");
        return accepts(name)
                && (json.field("images").isList() || json.field("annotations").isList() || results);
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        JsonFile file = JsonFile.of(path, hadoop);
        try (JsonInput json = file.start()) {
            if (!json.isArray()) {
                return recordings(CocoFile.read(json, file.name()), file, false);
            }
            if (annotations == null) {
                throw json.wrong(
                        "images",
                        "none, as in all results",
                        "the annotation file with the images of the results in dataset.source.annotations");
            }
            List<CocoPerson> results = CocoPeople.results(json);
            json.at(file.name());
            json.end();
            return recordings(companion(annotations, hadoop).with(results), file, true);
        }
    }

    private static CocoFile companion(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        JsonFile file = JsonFile.of(path, hadoop);
        try (JsonInput json = file.start()) {
            return CocoFile.read(json, file.name());
        }
    }

    private List<RecordingReader> recordings(CocoFile content, JsonFile file, boolean scored)
            throws MalformedRecordException {
        Map<String, List<Detection>> people = new HashMap<>();
        for (CocoPerson person : content.people()) {
            if (!content.images().ids().contains(person.image())) {
                throw CocoFile.unknownImage(person, scored ? annotations : null);
            }
            people.computeIfAbsent(person.image(), unused -> new ArrayList<>()).add(person.detection());
        }
        List<String> names = content.jointNames();
        Map<String, List<CocoImage>> videos = content.images().videos();
        List<RecordingReader> recordings = new ArrayList<>();
        for (Map.Entry<String, List<CocoImage>> video : videos.entrySet()) {
            List<CocoImage> images = video.getValue();
            String id = videos.size() == 1 || video.getKey().isEmpty() ? file.stem(".json") : video.getKey();
            RecordingHeader header =
                    new RecordingHeader(id, Unit.PIXEL, scored, names, CocoImages.shape(images), images.size(), 0);
            recordings.add(new HeldRecording(header, frames(images, people)));
        }
        return recordings;
    }

    private static List<Frame> frames(List<CocoImage> images, Map<String, List<Detection>> people) {
        List<Frame> frames = new ArrayList<>();
        for (CocoImage image : images) {
            frames.add(new Frame(frames.size(), people.getOrDefault(image.id(), List.of())));
        }
        return frames;
    }
}

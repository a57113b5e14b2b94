package io.skelspark.config;

import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.Unit;
import io.skelspark.source.estimator.AlphaPose;
import io.skelspark.source.estimator.AzureKinect;
import io.skelspark.source.estimator.COCO;
import io.skelspark.source.estimator.DeepLabCut;
import io.skelspark.source.estimator.EasyViTPose;
import io.skelspark.source.estimator.MMPose;
import io.skelspark.source.estimator.MMPoseImages;
import io.skelspark.source.estimator.MediaPipeCsv;
import io.skelspark.source.estimator.MediaPipeJson;
import io.skelspark.source.estimator.MediaPipeJson.Landmarks;
import io.skelspark.source.estimator.NumpyJoints;
import io.skelspark.source.estimator.OpenPifPaf;
import io.skelspark.source.estimator.OpenPifPafImages;
import io.skelspark.source.estimator.OpenPose;
import io.skelspark.source.estimator.VideoPose3D;
import io.skelspark.source.estimator.YoloJson;
import io.skelspark.source.estimator.YoloPose;
import io.skelspark.source.estimator.YoloPose.LastColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The formats of pose estimators by their names. A new format is one class and one line here. */
public final class PoseFormats {
    private static final int COCO_JOINTS = 17;
    private static final int SCORED = 3;

    private PoseFormats() {}

    /** Returns each format as its tool writes it by default, by its name in settings. */
    public static Map<String, PoseFormat> all() {
        return formats(false, null, Landmarks.IMAGE, new YoloPose(COCO_JOINTS, SCORED, LastColumn.AUTO, YoloPose.ANY));
    }

    static List<String> types() {
        return List.copyOf(all().keySet());
    }

    static PoseFormat read(String type, Settings settings) {
        String annotations = settings.text("annotations");
        Settings yolo = settings.section("yolo");
        Map<String, PoseFormat> formats = formats(
                settings.flag("gaps"),
                annotations.isBlank() ? null : annotations,
                settings.choice("landmarks", Landmarks.class),
                new YoloPose(
                        yolo.integer("joints", Range.upTo(1000)),
                        yolo.integer("values", Range.between(2, SCORED)),
                        yolo.choice("last-column", LastColumn.class),
                        yolo.integer("category", Range.between(YoloPose.ANY, 10_000))));
        return Objects.requireNonNull(formats.get(type));
    }

    private static Map<String, PoseFormat> formats(
            boolean gaps, @Nullable String annotations, Landmarks landmarks, YoloPose yolo) {
        Map<String, PoseFormat> formats = new LinkedHashMap<>();
        formats.put("OpenPose", new OpenPose(gaps));
        formats.put("AlphaPose", new AlphaPose());
        formats.put("MMPose", new MMPose());
        formats.put("MMPoseImages", new MMPoseImages(gaps));
        formats.put("YoloPose", yolo);
        formats.put("YoloJson", new YoloJson(false));
        formats.put("MediaPipeCsv", new MediaPipeCsv(Unit.FRACTION));
        formats.put("MediaPipeJson", new MediaPipeJson(landmarks));
        formats.put("COCO", new COCO(annotations));
        formats.put("EasyViTPose", new EasyViTPose());
        formats.put("OpenPifPaf", new OpenPifPaf());
        formats.put("OpenPifPafImages", new OpenPifPafImages(gaps));
        formats.put("AzureKinect", new AzureKinect());
        formats.put("NumpyJoints", new NumpyJoints(Unit.METRE));
        formats.put("VideoPose3D", new VideoPose3D());
        formats.put("DeepLabCut", new DeepLabCut());
        return formats;
    }
}

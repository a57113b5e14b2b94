package io.skelspark.source.estimator;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.Description;
import io.skelspark.pickle.NpyFile;
import io.skelspark.pickle.NpzFile;
import io.skelspark.pickle.NumpyArray;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The archives {@code data_2d_custom_NAME.npz} of VideoPose3D: {@code positions_2d}, a dict of videos of dicts of lists of
 * arrays (T, V, 2) in pixels, and {@code metadata} with the size of each video. Both are pickles within the archive; no code
 * of theirs runs. A video is a recording of one person.
 *
 * @source VideoPose3D, data/prepare_data_2d_custom.py
 */
public record VideoPose3D() implements PoseFormat {
    private static final String POSITIONS = "positions_2d";

    @Override
    public boolean accepts(String name) {
        return name.endsWith(".npz");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return accepts(name) && text.startsWith("PK") && text.contains(POSITIONS + ".npy");
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        InputFile file = InputFile.existing(path, "an archive of VideoPose3D", hadoop);
        try (NpzFile archive = NpzFile.open(file.open(), file.name())) {
            Object metadata = archive.names().contains("metadata") ? object(archive, "metadata") : null;
            return recordings(file.name(), object(archive, POSITIONS), metadata);
        } catch (BrokenPickleException damaged) {
            throw new MalformedRecordException(
                    "archive " + file.name(),
                    String.valueOf(damaged.getMessage()),
                    "an archive with " + POSITIONS + " and metadata; set the type NumpyClips for plain arrays");
        }
    }

    private static @Nullable Object object(NpzFile archive, String name) throws IOException {
        try (NpyFile array = archive.array(name)) {
            return array.object();
        }
    }

    private static List<RecordingReader> recordings(String file, @Nullable Object positions, @Nullable Object metadata)
            throws MalformedRecordException {
        List<RecordingReader> recordings = new ArrayList<>();
        for (Map.Entry<?, ?> video : dict(POSITIONS, file, positions).entrySet()) {
            String name = String.valueOf(video.getKey());
            ImageShape image = image(metadata, video.getKey());
            List<NumpyArray> arrays = arrays(name, file, video.getValue());
            for (int i = 0; i < arrays.size(); i++) {
                String id = arrays.size() == 1 ? name : name + "_" + i;
                String place = name + " of " + file;
                recordings.add(new ArrayFrames(id, Unit.PIXEL, image, place, arrays.get(i)));
            }
        }
        return recordings;
    }

    /** Returns the arrays of all views of a video. */
    private static List<NumpyArray> arrays(String video, String file, @Nullable Object views)
            throws MalformedRecordException {
        List<NumpyArray> arrays = new ArrayList<>();
        for (Object view : dict(video, file, views).values()) {
            for (Object array : view instanceof List<?> list ? list : Collections.singletonList(view)) {
                if (!(array instanceof NumpyArray joints) || joints.shape().length != 3) {
                    throw new MalformedRecordException(
                            video + " of " + file, Description.of(array), "a list of arrays (T, V, 2)");
                }
                arrays.add(joints);
            }
        }
        return arrays;
    }

    private static Map<?, ?> dict(String name, String file, @Nullable Object value) throws MalformedRecordException {
        if (value instanceof Map<?, ?> dict) {
            return dict;
        }
        throw new MalformedRecordException(name + " of " + file, Description.of(value), "a dict");
    }

    private static @Nullable ImageShape image(@Nullable Object metadata, @Nullable Object video) {
        if (metadata instanceof Map<?, ?> all
                && all.get("video_metadata") instanceof Map<?, ?> videos
                && videos.get(video) instanceof Map<?, ?> size
                && size.get("w") instanceof Number width
                && size.get("h") instanceof Number height) {
            return width.intValue() > 0 && height.intValue() > 0
                    ? new ImageShape(height.intValue(), width.intValue())
                    : null;
        }
        return null;
    }
}

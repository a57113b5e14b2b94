package io.skelspark.pipeline.prediction;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.JsonLines;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.estimator.AlphaPose;
import io.skelspark.source.estimator.OpenPose;
import io.skelspark.source.people.Choice;
import io.skelspark.source.people.FrameRate;
import io.skelspark.source.people.Linking;
import io.skelspark.source.people.MissingJoints;
import io.skelspark.source.people.PeopleRules;
import io.skelspark.source.recording.ClassIndex;
import io.skelspark.source.recording.ClipMaker;
import io.skelspark.source.recording.Coordinates;
import io.skelspark.source.recording.FrameCheck;
import io.skelspark.source.recording.NoLabels;
import io.skelspark.source.recording.RecordingSource;
import io.skelspark.source.recording.TrackTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A folder that recordings arrive in, and another for the checkpoint and the results of a watch.
 *
 * @param in the folder of the recordings
 * @param to the folder of the checkpoint and the results
 */
record WatchedFolder(Path in, Path to) {
    static final Duration QUIET = Duration.ofMillis(50);

    /** Returns new folders. */
    static WatchedFolder below(Path folder) throws IOException {
        return new WatchedFolder(
                Files.createDirectories(folder.resolve("new recordings")), folder.resolve("the scores"));
    }

    /** Returns a source with one recording for each file at any depth. */
    SkeletonSource files() {
        return source(new AlphaPose());
    }

    /** Returns a source with one recording for each folder. */
    SkeletonSource folders() {
        return source(new OpenPose(false));
    }

    /** Returns a source that does not look into subfolders. */
    SkeletonSource lines() {
        return new JsonLines(List.of(in.toString()), List.of(), 1 << 20);
    }

    private SkeletonSource source(PoseFormat format) {
        ClipMaker clips = new ClipMaker(
                new FrameCheck(LayoutConfig.load("openpose")),
                new Coordinates(null, new ImageShape(480, 640), List.of()),
                new PeopleRules(
                        new Linking(Linking.By.AUTO, 1, 5),
                        new Choice(Choice.By.SCORE, 2, 1),
                        new MissingJoints(0, 5),
                        new FrameRate(0, 0)),
                new TrackTensors(true, null),
                new ClassIndex(List.of(), 0),
                false);
        return new RecordingSource(format, in.toString(), new NoLabels(), clips);
    }

    /** Returns the settings of a watch that scores the files that are there. */
    WatchSettings once(int batchSize) {
        return settings(files(), batchSize, WatchSettings.End.WHEN_SCORED);
    }

    /** Returns the settings of a watch. */
    WatchSettings settings(SkeletonSource source, int batchSize, WatchSettings.End end) {
        return new WatchSettings(source, to.resolve("checkpoint").toString(), origin(), QUIET, batchSize, end);
    }

    /** Returns what the scores depend on. */
    WatchOrigin origin() {
        return new WatchOrigin(in.toString(), "AlphaPose", "a1b2", "300 frames, every 100");
    }

    /** Returns a scorer that writes into the folder of the results. */
    BatchFiles scorer() {
        return new BatchFiles(to.resolve("batches"));
    }

    /** Returns a file or folder of the checkpoint. */
    Path checkpoint(String name) {
        return to.resolve("checkpoint").resolve(name);
    }

    /** Writes or replaces a file. */
    Path write(String name, String content) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Writes some files. */
    void add(String... names) throws IOException {
        for (String name : names) {
            write(name, "[]");
        }
    }

    /** Returns the path of a recording as sources name it. */
    String path(String name) {
        return "file:" + in.resolve(name);
    }

    /** Returns the paths of recordings as sources name them. */
    List<String> paths(String... names) {
        return List.of(names).stream().map(this::path).toList();
    }
}

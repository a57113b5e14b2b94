package io.skelspark.pipeline.drawing;

import io.skelspark.config.ConfigError;
import io.skelspark.picture.Fonts;
import io.skelspark.picture.Perspective;
import io.skelspark.picture.Picture;
import io.skelspark.picture.SkeletonPicture;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Existing;
import io.skelspark.storage.FileName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The pictures of one command, written to a folder. */
public final class PictureWriter {
    private static final int FRAMES_PER_SECOND = 15;

    private final Options options;
    private final Configuration hadoop;
    private final List<String> written = new ArrayList<>();

    /**
     * The choices for the pictures.
     *
     * @param folder folder of the pictures
     * @param shown frames of a contact sheet at most
     * @param view the side from which skeletons are seen; null for the usual one of 2D or 3D sets
     * @param existing whether pictures of the same names are replaced
     */
    public record Options(String folder, int shown, @Nullable Perspective view, Existing existing) {
        /**
         * Checks the number of frames.
         *
         * @throws ConfigError if it is less than 1
         */
        public Options {
            if (shown < 1) {
                throw new ConfigError("a sheet of " + shown + " frames, expected at least 1");
            }
        }

        /** Returns the folder of a clip's pictures. */
        Path folderOf(String id) {
            return new Path(folder, FileName.of(id));
        }
    }

    /**
     * Opens a folder.
     *
     * @throws ConfigError if this machine cannot draw
     */
    public PictureWriter(Options options, Configuration hadoop) {
        Fonts.problem().ifPresent(problem -> {
            throw new ConfigError(problem);
        });
        this.options = options;
        this.hadoop = hadoop;
    }

    /** Returns the files that were written, in order. */
    public List<String> written() {
        return List.copyOf(written);
    }

    /**
     * Draws a clip in a folder of its own: the skeleton, and the volumes of its key points and limbs.
     *
     * @param action what the clip shows, for the title
     */
    void clip(Layout layout, PoseSample sample, String action) throws IOException {
        Perspective view =
                options.view() == null ? Perspective.of(sample.keypoint().size(3)) : options.view();
        SkeletonPicture skeleton = new SkeletonPicture(layout, view, sample);
        Path folder = options.folderOf(sample.id());
        String title = sample.id() + ": " + action + ", " + skeleton.frames() + " frames";
        write(folder, skeleton.sheet("skeleton", title, options.shown()));
        write(folder, skeleton.animation("skeleton", FRAMES_PER_SECOND));
        VolumePictures volumes = new VolumePictures(layout, skeleton, sample);
        for (Feature stream : List.of(Feature.KEYPOINT, Feature.LIMB)) {
            for (Picture picture : volumes.of(stream, title, options.shown())) {
                write(folder, picture);
            }
        }
    }

    /** Writes a picture into the folder itself. */
    void write(Picture picture) throws IOException {
        write(new Path(options.folder()), picture);
    }

    private void write(Path folder, Picture picture) throws IOException {
        Path file = new Path(folder, picture.file());
        options.existing().check(file, hadoop);
        AtomicFile.write(file, picture.bytes(), hadoop);
        written.add(file.toString());
    }
}

package io.skelspark.pickle;

import io.skelspark.skeleton.ImageShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A writer of the annotation pickle of PYSKL and MMAction2, a dict of {@code split} and {@code annotations}. It holds
 * one annotation at a time. The order of calls is: each {@link #split} followed by its {@link #member}s, each
 * {@link #annotation}, {@link #finish}.
 *
 * @source MMAction2, mmaction/datasets/pose_dataset.py
 */
public final class AnnotationPickle {
    /** The first protocol with an opcode for bytes. */
    private static final int PROTOCOL = 3;

    private final OutputStream stream;
    private final PickleWriter pickle;
    private OpenContainer open = OpenContainer.SPLITS;

    private enum OpenContainer {
        SPLITS,
        IDENTIFIERS,
        ANNOTATIONS
    }

    /** Begins a pickle on a stream, which stays open. */
    public AnnotationPickle(OutputStream stream) {
        this.stream = new BufferedOutputStream(stream, 1 << 16);
        pickle = new PickleWriter(this.stream, PROTOCOL);
        pickle.emptyDict().text("split").emptyDict();
    }

    /**
     * A NumPy array to be written.
     *
     * @param descriptor NumPy's name of a little-endian dtype, for example {@code <f2}
     * @param shape sizes of the axes, outermost first
     * @param data row-major values in that dtype
     */
    public record StoredArray(String descriptor, int[] shape, byte[] data) {}

    /**
     * The annotation of one clip, under the reference's names.
     *
     * @shape keypoint (M, T, V, C), keypointScore (M, T, V)
     */
    public record PickledClip(
            String id,
            int label,
            int totalFrames,
            @Nullable ImageShape imgShape,
            StoredArray keypoint,
            @Nullable StoredArray keypointScore) {}

    /** Begins a split. All splits come before the annotations. */
    public void split(String name) {
        endSplit();
        pickle.text(name).emptyList();
        open = OpenContainer.IDENTIFIERS;
    }

    /** Adds the identifier of a clip to the split that was begun last. */
    public void member(String id) {
        if (open != OpenContainer.IDENTIFIERS) {
            throw new IllegalStateException(
                    "identifier " + id + " was given outside a split, expected it after a call of split(name)");
        }
        pickle.text(id).append();
    }

    /** Adds an annotation. After the first one no split can be added. */
    public void annotation(PickledClip clip) {
        beginAnnotations();
        pickle.emptyDict().mark();
        pickle.text("frame_dir").text(clip.id());
        pickle.text("label").integer(clip.label());
        ImageShape image = clip.imgShape();
        if (image != null) {
            pickle.text("img_shape").integers(List.of(image.height(), image.width()));
            pickle.text("original_shape").integers(List.of(image.height(), image.width()));
        }
        pickle.text("total_frames").integer(clip.totalFrames());
        array("keypoint", clip.keypoint());
        if (clip.keypointScore() != null) {
            array("keypoint_score", clip.keypointScore());
        }
        pickle.items().append();
    }

    private void array(String key, StoredArray array) {
        NumpyPickles.array(pickle.text(key), array.descriptor(), array.shape(), array.data());
    }

    /** Ends the pickle and flushes the stream. */
    public void finish() throws IOException {
        beginAnnotations();
        pickle.item().stop();
        stream.flush();
    }

    private void endSplit() {
        if (open == OpenContainer.ANNOTATIONS) {
            throw new IllegalStateException(
                    "a split was given after the annotations, expected all splits before the first annotation");
        }
        if (open == OpenContainer.IDENTIFIERS) {
            pickle.item();
            open = OpenContainer.SPLITS;
        }
    }

    private void beginAnnotations() {
        if (open != OpenContainer.ANNOTATIONS) {
            endSplit();
            pickle.item().text("annotations").emptyList();
            open = OpenContainer.ANNOTATIONS;
        }
    }
}

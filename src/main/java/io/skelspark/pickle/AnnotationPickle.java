package io.skelspark.pickle;

import io.skelspark.skeleton.ImageShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the annotation pickle of PYSKL and MMAction2, a dict of {@code split} and {@code annotations}, holding one
 * annotation at a time. First each split with its identifiers, then the annotations, then {@link #finish}.
 *
 * @source MMAction2, mmaction/datasets/pose_dataset.py
 */
public final class AnnotationPickle {
    /** The first to know bytes. */
    private static final int PROTOCOL = 3;

    private final OutputStream stream;
    private final PickleWriter pickle;
    private Part part = Part.SPLITS;

    private enum Part {
        SPLITS,
        IDENTIFIERS,
        ANNOTATIONS
    }

    /** Begins a pickle; the stream stays open. */
    public AnnotationPickle(OutputStream stream) {
        this.stream = new BufferedOutputStream(stream, 1 << 16);
        pickle = new PickleWriter(this.stream, PROTOCOL);
        pickle.emptyDict().text("split").emptyDict();
    }

    /** An array as it is stored: its dtype under NumPy's name, its shape, its values row-major and little endian. */
    public record StoredArray(String descriptor, int[] shape, byte[] data) {}

    /** One clip. */
    public record Clip(
            String id,
            int label,
            int totalFrames,
            @Nullable ImageShape imgShape,
            StoredArray keypoint,
            @Nullable StoredArray keypointScore) {}

    /** Begins a split. */
    public void split(String name) {
        endSplit();
        pickle.text(name).emptyList();
        part = Part.IDENTIFIERS;
    }

    /** Adds an identifier to the split that was begun last. */
    public void member(String id) {
        if (part != Part.IDENTIFIERS) {
            throw new IllegalStateException("identifier " + id + " behind the splits, expected it in a split");
        }
        pickle.text(id).append();
    }

    /** Adds an annotation; from the first on no split can be added. */
    public void annotation(Clip clip) {
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

    /** Ends the pickle and hands all of it to the stream. */
    public void finish() throws IOException {
        beginAnnotations();
        pickle.item().stop();
        stream.flush();
    }

    private void endSplit() {
        if (part == Part.ANNOTATIONS) {
            throw new IllegalStateException("a split behind the annotations, expected all of them before");
        }
        if (part == Part.IDENTIFIERS) {
            pickle.item();
            part = Part.SPLITS;
        }
    }

    private void beginAnnotations() {
        if (part != Part.ANNOTATIONS) {
            endSplit();
            pickle.item().text("annotations").emptyList();
            part = Part.ANNOTATIONS;
        }
    }
}

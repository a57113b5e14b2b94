package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.NpyFile;
import io.skelspark.pickle.NpzFile;
import io.skelspark.pickle.NumpyArray;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The clips of one archive of NumPy. A bad clip becomes a {@link Rejection}, and the next one is read. */
final class NumpyClipsIterator implements Iterator<SourceRecord>, AutoCloseable {
    static final String KEYPOINT = "keypoint";
    static final String SCORE = "score";
    private static final int AXES = 4;

    private final String file;
    private final NpzFile archive;
    private final NumpyClipsFields fields;
    private final NpyFile keypoint;
    private final @Nullable NpyFile score;
    private int next;
    private boolean ended;

    private NumpyClipsIterator(String file, NpzFile archive, List<String> classNames)
            throws IOException, MalformedRecordException {
        this.file = file;
        this.archive = archive;
        keypoint = archive.array(KEYPOINT);
        score = archive.names().contains(SCORE) ? archive.array(SCORE) : null;
        int[] shape = keypoint.shape();
        if (shape.length != AXES && shape.length != AXES + 1) {
            throw new MalformedRecordException(
                    KEYPOINT, Arrays.toString(shape), "(M, T, V, C) of one clip, or (N, M, T, V, C) of N clips");
        }
        boolean single = shape.length == AXES;
        fields = NumpyClipsFields.read(file, archive, single ? NumpyClipsFields.SINGLE : shape[0], classNames);
        if (score != null && !Arrays.equals(score.shape(), Arrays.copyOf(shape, shape.length - 1))) {
            throw new MalformedRecordException(
                    SCORE,
                    Arrays.toString(score.shape()) + " with keypoint " + Arrays.toString(shape),
                    "the axes of keypoint without the last one");
        }
    }

    /**
     * Opens the clips of an archive, which is closed after the last one.
     *
     * @throws BrokenPickleException if an array is damaged or missing
     * @throws MalformedRecordException if the arrays do not fit each other
     */
    static NumpyClipsIterator open(String file, NpzFile archive, List<String> classNames)
            throws IOException, MalformedRecordException {
        try {
            return new NumpyClipsIterator(file, archive, classNames);
        } catch (IOException | MalformedRecordException failed) {
            archive.close();
            throw failed;
        }
    }

    /** Returns the loss of a damaged archive, or of the rest of one. */
    static Loss loss(String file, BrokenPickleException damaged, int before) {
        return new Loss(
                file + "#" + before,
                before == 0 ? "file" : "rest of the file",
                String.valueOf(damaged.getMessage()),
                "a sound archive of numpy.savez with the array " + KEYPOINT);
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public SourceRecord next() {
        if (ended) {
            throw new NoSuchElementException(file + " has no more clips");
        }
        try {
            SourceRecord record = read();
            next++;
            if (next >= fields.clips()) {
                close();
            }
            return record;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private SourceRecord read() throws IOException {
        if (fields.clips() == 0) {
            return new Rejection(file, KEYPOINT, "no clips", "at least one clip");
        }
        try {
            NumpyArray joints = take(keypoint);
            NumpyArray scores = score == null ? null : take(score);
            return annotation(joints, scores);
        } catch (MalformedRecordException bad) {
            return bad.rejection(fields.id(next));
        } catch (BrokenPickleException damaged) {
            SourceRecord rest = loss(file, damaged, next);
            next = fields.clips();
            return rest;
        }
    }

    private NumpyArray take(NpyFile array) throws IOException {
        NumpyArray clip = fields.single() ? array.array() : array.next();
        if (clip == null) {
            throw new IllegalStateException("more clips than entries of the outermost axis");
        }
        return clip;
    }

    private Annotation annotation(NumpyArray joints, @Nullable NumpyArray scores) throws MalformedRecordException {
        Tensor keypoints = Fields.tensor(KEYPOINT, joints, AXES, "(M, T, V, C)");
        int frames = fields.frames(next, keypoints.size(1));
        PoseSample sample = new PoseSample(
                fields.id(next),
                fields.label(next),
                frames,
                fields.imgShape(next),
                first(keypoints, frames),
                scores == null ? null : first(Fields.tensor(SCORE, scores, AXES - 1, "(M, T, V)"), frames));
        return new Annotation(sample, fields.splits(next), fields.attributes(next));
    }

    /** Returns the first frames of each person. */
    private static Tensor first(Tensor tensor, int frames) {
        return frames == tensor.size(1)
                ? tensor
                : tensor.frames(IntStream.range(0, frames).toArray());
    }

    @Override
    public void close() throws IOException {
        ended = true;
        archive.close();
    }
}

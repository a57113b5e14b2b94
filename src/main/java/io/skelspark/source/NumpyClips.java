package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.NpzFile;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The source of clips in archives of NumPy ({@code .npz}), one clip a file or many, of these arrays. N is the number of
 * clips; for a file of one clip all arrays lack that axis.
 *
 * <ul>
 *   <li>{@code keypoint} (N, M, T, V, C), floating-point
 *   <li>{@code score} (N, M, T, V), floating-point; optional
 *   <li>{@code frames} (N), integers: lengths of the clips, if they are padded to T frames; optional
 *   <li>{@code label} (N), integers from 0, or names of classes
 *   <li>{@code split} (N) texts, or (N, S) for clips in several splits; an empty text is none
 *   <li>{@code id} (N) texts; otherwise the name of the file, with the place of the clip if there are several
 *   <li>{@code img_shape} (N, 2), integers: height and width; optional
 *   <li>{@code attributes.NAME} (N), texts or integers: what else is known of the clips; optional
 * </ul>
 *
 * <p>Arrays of Python objects are refused. Clips are read one at a time, whatever the length of the file.
 *
 * @param paths files, folders and patterns with {@code *}; the files of each are sorted by path
 * @param classNames the class names in the order of their indices, for labels given by name
 */
public record NumpyClips(List<String> paths, List<String> classNames) implements SkeletonSource {
    private static final String SUFFIX = ".npz";

    /** Copies the lists. */
    public NumpyClips {
        paths = List.copyOf(paths);
        classNames = List.copyOf(classNames);
    }

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        Predicate<Path> archive = file -> file.getName().endsWith(SUFFIX);
        return ClipFile.list(paths, archive, archive, "no such file *" + SUFFIX + ", and no folder with one", hadoop);
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        InputFile archive = InputFile.existing(file, "an archive of NumPy; fix the path of the source", hadoop);
        try {
            return NumpyClipsIterator.open(archive.name(), NpzFile.open(archive.open(), archive.name()), classNames);
        } catch (BrokenPickleException damaged) {
            return ClipFile.one(NumpyClipsIterator.loss(archive.name(), damaged, 0));
        } catch (MalformedRecordException bad) {
            Rejection fault = bad.rejection(archive.name());
            return ClipFile.one(new Loss(fault.id(), fault.field(), fault.found(), fault.expected()));
        }
    }
}

package io.skelspark.source;

import io.skelspark.pickle.BrokenPickleException;
import io.skelspark.pickle.NpzFile;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
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
        Set<String> files = new LinkedHashSet<>();
        for (String path : paths) {
            List<String> found = new ArrayList<>();
            FileSystem system = new Path(path).getFileSystem(hadoop);
            for (FileStatus match : InputFile.matching(new Path(path), hadoop)) {
                FileStatus[] inside = match.isFile() ? new FileStatus[] {match} : system.listStatus(match.getPath());
                Arrays.stream(inside)
                        .filter(file ->
                                file.isFile() && file.getPath().getName().endsWith(SUFFIX))
                        .forEach(file -> found.add(file.getPath().toString()));
            }
            if (found.isEmpty()) {
                throw new IOException(path + ": no such file *" + SUFFIX + ", and no folder with one;"
                        + " fix the path of the source");
            }
            found.stream().sorted().forEach(files::add);
        }
        return List.copyOf(files);
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

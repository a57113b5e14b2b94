package io.skelspark.source;

import io.skelspark.storage.Gunzip;
import io.skelspark.storage.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The source of Skelspark's own text format: one JSON object per line, in files {@code *.jsonl} or {@code *.jsonl.gz}. The
 * page {@code src/site/markdown/own-data.md} describes the keys.
 *
 * @param paths files, folders and patterns with {@code *}; the files of each are sorted by path
 * @param classNames the class names in the order of their indices, for labels given by name
 * @param maxLineBytes most bytes of a line; a longer line is rejected and not held in memory
 */
public record JsonLines(List<String> paths, List<String> classNames, int maxLineBytes) implements SkeletonSource {
    private static final String GZIPPED = ".jsonl.gz";

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the limit of a line is below 1
     */
    public JsonLines {
        paths = List.copyOf(paths);
        classNames = List.copyOf(classNames);
        if (maxLineBytes < 1) {
            throw new IllegalArgumentException("maxLineBytes " + maxLineBytes + ", expected at least 1");
        }
    }

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        return ClipFile.list(
                paths,
                file -> true,
                JsonLines::isJsonLines,
                "no such file, and no folder with files *.jsonl or *" + GZIPPED,
                hadoop);
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        Path path = new Path(file);
        InputStream stream = InputFile.open(path, hadoop);
        JsonLineParser parser = new JsonLineParser(classNames);
        if (!file.endsWith(".gz") && !Gunzip.starts(stream)) {
            return new JsonLinesIterator(path.getName(), stream, maxLineBytes, parser);
        }
        try {
            return new JsonLinesIterator(path.getName(), Gunzip.open(stream), maxLineBytes, parser);
        } catch (IOException bad) {
            stream.close();
            return JsonLinesIterator.brokenOff(path.getName(), 0, bad);
        }
    }

    private static boolean isJsonLines(Path path) {
        return path.getName().endsWith(".jsonl") || path.getName().endsWith(GZIPPED);
    }
}

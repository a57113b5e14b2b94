package io.skelspark.pipeline.prediction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.storage.AtomicFile;
import io.skelspark.storage.Folder;
import io.skelspark.storage.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * The recordings of all batches so far, in a folder with one writer. A batch is in the log before Spark hears of it, and
 * never changes: a process that is started again gives Spark the same batches.
 *
 * <p>The file {@code 7-7.log} holds batch 7, and {@code 0-99.log} holds 100 batches. Each line is one batch, a JSON array of
 * texts; the last line is the SHA-256 of the name and the lines before it. Whenever there are 100 files of one size, one file
 * replaces them, so that a log of a million batches has at most 300 files.
 */
final class RecordingLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,18})\\.log");
    private static final int MERGED = 100;

    private final Folder folder;
    private final int merged;
    private final List<List<String>> batches = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    /** A file with the batches between two numbers, both included. */
    private record BatchSpan(long first, long last) {
        String name() {
            return first + "-" + last + ".log";
        }
    }

    private RecordingLog(Folder folder, int merged) {
        this.folder = folder;
        this.merged = merged;
    }

    /**
     * Reads a log; a folder that does not exist is an empty one.
     *
     * @throws IOException if a file is missing or damaged, naming it
     */
    static RecordingLog open(Folder folder) throws IOException {
        return open(folder, MERGED);
    }

    /**
     * Reads a log.
     *
     * @param merged number of files that one file replaces
     */
    static RecordingLog open(Folder folder, int merged) throws IOException {
        RecordingLog log = new RecordingLog(folder, merged);
        for (BatchSpan span : log.spans()) {
            if (span.last() <= log.last()) {
                folder.delete(span.name()); // the process was killed after it had written the file that replaces it
            } else if (span.first() == log.last() + 1) {
                log.read(span);
            } else {
                throw log.damaged("has no file for batch " + (log.last() + 1) + ", and one for batch " + span.first()
                        + " to " + span.last());
            }
        }
        return log;
    }

    /** Lists the files in the order of their batches; a file that replaces others comes before those. */
    private List<BatchSpan> spans() throws IOException {
        List<BatchSpan> spans = new ArrayList<>();
        try {
            for (FileStatus file : folder.list()) {
                String name = file.getPath().getName();
                Matcher matcher = NAME.matcher(name);
                if (matcher.matches()) {
                    spans.add(new BatchSpan(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
                } else if (AtomicFile.isPart(name)) {
                    folder.delete(name);
                }
            }
        } catch (FileNotFoundException empty) {
            return List.of();
        }
        spans.sort(Comparator.comparingLong(BatchSpan::first)
                .thenComparing(Comparator.comparingLong(BatchSpan::last).reversed()));
        return spans;
    }

    private void read(BatchSpan span) throws IOException {
        byte[] bytes;
        try (InputStream stream = folder.open(span.name())) {
            bytes = stream.readAllBytes();
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        long count = span.last() - span.first() + 1;
        if (lines.size() != count + 1) {
            throw damaged(span, bytes, lines.size() + " lines, expected " + (count + 1));
        }
        List<String> content = lines.subList(0, lines.size() - 1);
        Sha256 sum = new Sha256();
        sum.add(span.name());
        content.forEach(line -> sum.add(line + "\n"));
        String found = sum.hex();
        String expected = lines.get(lines.size() - 1);
        if (!found.equals(expected)) {
            throw damaged(span, bytes, "the SHA-256 " + found + ", expected that of its last line");
        }
        for (String line : content) {
            remember(JSON.readValue(line, TEXTS));
        }
    }

    private IOException damaged(BatchSpan span, byte[] bytes, String found) {
        return damaged("has the file " + span.name() + " of " + bytes.length + " bytes with " + found
                + "; it is cut off or damaged");
    }

    private IOException damaged(String found) {
        return new IOException("the log of recordings " + folder + " " + found
                + ". Restore the folder, or let another folder take the scores of all recordings from the start");
    }

    private void remember(List<String> recordings) {
        batches.add(List.copyOf(recordings));
        known.addAll(recordings);
    }

    /** Returns whether a recording is in a batch. */
    boolean knows(String recording) {
        return known.contains(recording);
    }

    /** Returns the number of the last batch, -1 if there is none. */
    long last() {
        return batches.size() - 1L;
    }

    /**
     * Returns the recordings of a batch.
     *
     * @throws IOException if the log does not have it
     */
    List<String> batch(long batch) throws IOException {
        requireUpTo(batch);
        return batches.get((int) batch);
    }

    /**
     * Checks that the log is as long as Spark's.
     *
     * @throws IOException if it does not have a batch that Spark has heard of
     */
    void requireUpTo(long batch) throws IOException {
        if (batch > last()) {
            throw damaged("ends with batch " + last() + ", and Spark's checkpoint with batch " + batch
                    + "; files of the log are missing");
        }
    }

    /**
     * Adds a batch after the last one. It is on the storage when this method returns.
     *
     * @throws IOException if the file system fails
     */
    void add(List<String> recordings) throws IOException {
        remember(recordings);
        long count = batches.size();
        write(new BatchSpan(count - 1, count - 1));
        for (long size = merged; count % size == 0; size *= merged) {
            write(new BatchSpan(count - size, count - 1));
            long part = size / merged;
            for (long first = count - size; first < count; first += part) {
                folder.delete(new BatchSpan(first, first + part - 1).name());
            }
        }
    }

    private void write(BatchSpan span) throws IOException {
        AtomicFile.write(
                folder.entry(span.name()),
                stream -> {
                    Sha256 sum = new Sha256();
                    sum.add(span.name());
                    for (long batch = span.first(); batch <= span.last(); batch++) {
                        byte[] line = line(batches.get((int) batch)).getBytes(StandardCharsets.UTF_8);
                        sum.add(line);
                        stream.write(line);
                    }
                    stream.write((sum.hex() + "\n").getBytes(StandardCharsets.UTF_8));
                },
                folder.hadoop());
    }

    private static String line(List<String> recordings) throws JsonProcessingException {
        return JSON.writeValueAsString(recordings) + "\n";
    }
}

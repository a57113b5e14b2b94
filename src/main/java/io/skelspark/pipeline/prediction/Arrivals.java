package io.skelspark.pipeline.prediction;

import io.skelspark.source.SkeletonSource;
import io.skelspark.storage.InputFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings of a source that have arrived whole. A recording has arrived when two listings, at least the quiet time
 * apart, have found the same files with the same lengths and times of modification. The clock of the storage is not compared
 * with the clock of this machine.
 */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final SkeletonSource source;
    private final String path;
    private final long quietNanos;
    private final Configuration hadoop;
    private final LongSupplier nanos;

    private Map<String, Sighting> seen = new HashMap<>();
    private String reason = "";

    /**
     * A recording that has not arrived yet.
     *
     * @param state of its files, see {@link RecordingStates}
     * @param since end of the first listing that has found it in this state, in nanoseconds
     */
    private record Sighting(String state, long since) {}

    /**
     * Prepares listings.
     *
     * @param nanos clock of this process, as {@link System#nanoTime}
     */
    Arrivals(WatchSettings settings, Configuration hadoop, LongSupplier nanos) {
        source = settings.source().withoutLabels();
        path = settings.origin().path();
        quietNanos = settings.quiet().toNanos();
        this.hadoop = hadoop;
        this.nanos = nanos;
    }

    /**
     * Checks that there is a folder for recordings to arrive in. A pattern need not match anything yet.
     *
     * @return whether it holds a file that is not hidden, at any depth
     * @throws IOException if it is missing or cannot be read, naming it
     */
    boolean requireReadable() throws IOException {
        List<FileStatus> matches = InputFile.matching(new Path(path), hadoop);
        if (matches.isEmpty() && !InputFile.isPattern(path)) {
            throw new FileNotFoundException(
                    path + ": no such folder, expected one that recordings arrive in; create it, or fix the path");
        }
        return holdsFiles(matches, new Path(path).getFileSystem(hadoop));
    }

    /** Looks into all folders, since it is to fail if one cannot be read. */
    private static boolean holdsFiles(List<FileStatus> entries, FileSystem files) throws IOException {
        boolean found = false;
        for (FileStatus entry : entries) {
            if (!InputFile.isHidden(entry.getPath())) {
                found |= entry.isFile() || holdsFiles(List.of(files.listStatus(entry.getPath())), files);
            }
        }
        return found;
    }

    /**
     * Lists the recordings that have arrived, in the order of the source.
     *
     * @param known those that are left out
     * @throws IOException if the folder is missing or the file system fails
     */
    List<String> list(Predicate<String> known) throws IOException {
        long begin = nanos.getAsLong();
        List<String> found = new ArrayList<>();
        for (String recording : recordings()) {
            if (!known.test(recording) && !InputFile.isHidden(new Path(recording))) {
                found.add(recording);
            }
        }
        Map<String, String> states = new RecordingStates(source, hadoop).of(found);
        long end = nanos.getAsLong();
        Map<String, Sighting> now = new HashMap<>();
        List<String> arrived = new ArrayList<>();
        for (String recording : found) {
            String state = states.get(recording);
            if (state == null) {
                continue; // it was removed during the listing
            }
            Sighting sighting = seen.get(recording);
            if (sighting == null || !sighting.state().equals(state)) {
                sighting = new Sighting(state, end);
            }
            now.put(recording, sighting);
            // a new sighting is of the end of this listing, which is after its beginning
            if (quietNanos == 0 || begin - sighting.since() >= quietNanos) {
                arrived.add(recording);
            }
        }
        seen = now;
        return arrived;
    }

    /** Returns how many recordings the last listing has found that were not known; those that have arrived are among them. */
    int found() {
        return seen.size();
    }

    /** A source without recordings throws, as one whose storage fails: then the storage is asked without the source. */
    private List<String> recordings() throws IOException {
        try {
            return source.files(hadoop);
        } catch (IOException none) {
            boolean foreign = requireReadable();
            String message = String.valueOf(none.getMessage());
            if (foreign && !message.equals(reason)) {
                LOG.warn("waiting for recordings: {}", message);
                reason = message;
            }
            return List.of();
        }
    }
}

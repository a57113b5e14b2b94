package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.Manifest;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a prepared set while a run writes to it. All of a run goes into a folder of its own; the manifest,
 * replaced in one piece at the end, names it. No rename of data is needed, so this holds on object stores too.
 */
final class SetWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SetWriter.class);
    private static final String DATA = "data";

    private final String folder;
    private final Configuration hadoop;
    private final String run;

    SetWriter(String folder, Configuration hadoop) {
        this.folder = folder;
        this.hadoop = hadoop;
        this.run = FolderStamp.now();
    }

    /** The path of a table of this run. */
    String table(String name) {
        return folder + "/" + relative(name);
    }

    /** The path of a table of this run, relative to the folder. */
    String relative(String name) {
        return data() + "/" + name;
    }

    /** The finished set, if there is one. @throws IOException if its manifest cannot be read and is not to be replaced */
    Optional<Manifest> finished(Existing existing) throws IOException {
        if (!Manifest.exists(folder, hadoop)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Manifest.read(folder, hadoop));
        } catch (IOException unreadable) {
            if (existing == Existing.OVERWRITE) {
                LOG.warn("a set that cannot be read is replaced: {}", unreadable.getMessage());
                return Optional.empty();
            }
            throw unreadable;
        }
    }

    /** Whether the files that a manifest names are there, in their sizes. */
    boolean holds(Manifest manifest) throws IOException {
        FileSystem files = files();
        for (Manifest.Part part : manifest.parts()) {
            Path file = new Path(folder + "/" + manifest.clips(), part.file());
            if (!files.exists(file) || files.getFileStatus(file).getLen() != part.bytes()) {
                LOG.warn("{} is missing or has another size than its manifest says", file);
                return false;
            }
        }
        return true;
    }

    /** Moves a table of this run to where it outlives the run, and returns that place. */
    String keep(String name) throws IOException {
        Path kept = new Path(folder, name + "-" + run);
        if (!files().rename(new Path(table(name)), kept)) {
            throw new IOException(table(name) + " could not be moved to " + kept);
        }
        return kept.toString();
    }

    /** Makes this run's tables the set, then removes the tables that it replaces. */
    void commit(Manifest manifest) throws IOException {
        Optional<Manifest> replaced = finished(Existing.OVERWRITE);
        manifest.write(folder, hadoop);
        try {
            removeOthers(replaced);
        } catch (IOException failed) {
            LOG.warn("the set in {} is complete, but older data beside it could not be removed", folder, failed);
        }
    }

    /** Removes what this run wrote, unless it is the set by now. */
    void discardUnlessCommitted() {
        try {
            if (Manifest.exists(folder, hadoop)
                    && dataOf(Manifest.read(folder, hadoop)).equals(data())) {
                return;
            }
            files().delete(new Path(folder, data()), true);
        } catch (IOException failed) {
            LOG.warn("{}/{} of the failed run could not be removed; it does no harm", folder, data(), failed);
        }
    }

    /** Removes one table of this run. */
    void drop(String name) throws IOException {
        files().delete(new Path(table(name)), true);
    }

    private void removeOthers(Optional<Manifest> replaced) throws IOException {
        FileSystem files = files();
        String old = replaced.map(SetWriter::dataOf).orElse("");
        for (FileStatus entry : files.listStatus(new Path(folder))) {
            String name = entry.getPath().getName();
            boolean leftOver =
                    FolderStamp.isLeftOver(name, DATA) || FolderStamp.isLeftOver(name, PrepareTables.REJECTED);
            if (!name.equals(data()) && (name.equals(old) || leftOver)) {
                files.delete(entry.getPath(), true);
            }
        }
    }

    private String data() {
        return DATA + "-" + run;
    }

    private static String dataOf(Manifest manifest) {
        return manifest.clips().substring(0, Math.max(manifest.clips().indexOf('/'), 0));
    }

    private FileSystem files() throws IOException {
        return new Path(folder).getFileSystem(hadoop);
    }
}

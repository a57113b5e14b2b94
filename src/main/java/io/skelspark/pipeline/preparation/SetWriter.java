package io.skelspark.pipeline.preparation;

import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.storage.Existing;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a prepared set while a job writes to it. The job writes all tables to a subfolder of its own; the manifest,
 * replaced in one piece at the end, names it. No data is renamed, so this holds on object stores too.
 */
final class SetWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SetWriter.class);
    private static final String DATA = "data";

    private final Folder folder;
    private final String stamp = FolderStamp.now();

    SetWriter(String folder, Configuration hadoop) {
        this.folder = new Folder(folder, hadoop);
    }

    /** Returns the path of a table of this job. */
    String table(String name) {
        return folder + "/" + relative(name);
    }

    /** Returns the path of a table of this job, relative to the folder of the set. */
    String relative(String name) {
        return data() + "/" + name;
    }

    /**
     * Returns the finished set, if any.
     *
     * @throws IOException if its manifest cannot be read and is not to be replaced
     */
    Optional<Manifest> finished(Existing existing) throws IOException {
        if (!PreparedSet.exists(folder.toString(), folder.hadoop())) {
            return Optional.empty();
        }
        try {
            return Optional.of(read().manifest());
        } catch (IOException unreadable) {
            if (existing == Existing.OVERWRITE) {
                LOG.warn("replacing a set that cannot be read: {}", unreadable.getMessage());
                return Optional.empty();
            }
            throw unreadable;
        }
    }

    /** Moves a table of this job to where it outlives the job, and returns that place. */
    String keep(String name) throws IOException {
        String kept = name + "-" + stamp;
        folder.rename(relative(name), kept);
        return folder.entry(kept).toString();
    }

    /** Makes this job's tables the set, then removes the tables that they replace. */
    void commit(Manifest manifest) throws IOException {
        Optional<Manifest> replaced = finished(Existing.OVERWRITE);
        manifest.write(folder);
        try {
            removeOthers(replaced);
        } catch (IOException failed) {
            LOG.warn("the set in {} is complete, but older data beside it could not be removed", folder, failed);
        }
    }

    /** Removes what this job wrote, unless it has become the set. */
    void discardUnlessCommitted() {
        try {
            if (PreparedSet.exists(folder.toString(), folder.hadoop())
                    && dataOf(read().manifest()).equals(data())) {
                return;
            }
            folder.delete(data());
        } catch (IOException failed) {
            LOG.warn("{}/{} of the failed job could not be removed; it does no harm", folder, data(), failed);
        }
    }

    /** Removes one table of this job. */
    void drop(String name) throws IOException {
        folder.delete(relative(name));
    }

    private void removeOthers(Optional<Manifest> replaced) throws IOException {
        String old = replaced.map(SetWriter::dataOf).orElse("");
        for (FileStatus entry : folder.list()) {
            String name = entry.getPath().getName();
            boolean leftOver =
                    FolderStamp.isLeftOver(name, DATA) || FolderStamp.isLeftOver(name, PrepareTables.REJECTED);
            if (!name.equals(data()) && (name.equals(old) || leftOver)) {
                folder.delete(name);
            }
        }
    }

    /** Reads the finished set. */
    PreparedSet read() throws IOException {
        return PreparedSet.read(folder.toString(), folder.hadoop());
    }

    private String data() {
        return DATA + "-" + stamp;
    }

    private static String dataOf(Manifest manifest) {
        return manifest.files()
                .clipsFolder()
                .substring(0, Math.max(manifest.files().clipsFolder().indexOf('/'), 0));
    }
}

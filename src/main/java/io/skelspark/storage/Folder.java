package io.skelspark.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder on any file system that Hadoop knows, with its entries by name.
 *
 * @param path the folder, which need not exist yet
 * @param hadoop settings of the file systems
 */
public record Folder(Path path, Configuration hadoop) {
    public Folder(String path, Configuration hadoop) {
        this(new Path(path), hadoop);
    }

    /** Returns the path of an entry, which need not exist; a name may lead through subfolders. */
    public Path entry(String name) {
        return new Path(path, name);
    }

    /**
     * Returns whether there is a file or folder of that name.
     *
     * @throws IOException if the file system does not let this user know
     */
    public boolean holds(String name) throws IOException {
        boolean found = files().exists(entry(name));
        if (!found) {
            FileFault.requireNotHidden(entry(name), files());
        }
        return found;
    }

    /** Returns whether there is a file of that name and size. */
    public boolean holds(String name, long bytes) throws IOException {
        try {
            return files().getFileStatus(entry(name)).getLen() == bytes;
        } catch (FileNotFoundException missing) {
            FileFault.requireNotHidden(entry(name), files());
            return false;
        }
    }

    /**
     * Lists files and folders, sorted by name.
     *
     * @throws FileNotFoundException if the folder does not exist
     * @throws IOException if this user may not read it, or the file system fails
     */
    public List<FileStatus> list() throws IOException {
        FileStatus[] entries;
        try {
            entries = files().listStatus(path);
        } catch (IOException failed) {
            FileFault.requireNotHidden(path, files());
            throw failed;
        }
        Arrays.sort(entries, Comparator.comparing(entry -> entry.getPath().getName()));
        return List.of(entries);
    }

    /**
     * Opens a file.
     *
     * @throws FileNotFoundException if there is none of that name
     * @throws IOException if this user may not read it, or the file system fails
     */
    public InputStream open(String name) throws IOException {
        try {
            return files().open(entry(name));
        } catch (FileNotFoundException missing) {
            FileFault.requireNotHidden(entry(name), files());
            throw missing;
        }
    }

    /**
     * Returns the text of a file in UTF-8.
     *
     * @throws FileNotFoundException if there is none of that name
     * @throws IOException if this user may not read it, or the file system fails
     */
    public String text(String name) throws IOException {
        try (InputStream stream = open(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes or replaces a file with a text in UTF-8, which readers see whole or not at all. */
    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes or replaces a file, which readers see whole or not at all. */
    public void write(String name, byte[] content) throws IOException {
        AtomicFile.write(entry(name), content, hadoop);
    }

    /** Deletes a file, or a folder with all that it holds; does nothing if there is none. */
    public void delete(String name) throws IOException {
        files().delete(entry(name), true);
    }

    /**
     * Renames an entry.
     *
     * @throws IOException if the file system refuses
     */
    public void rename(String from, String to) throws IOException {
        if (!files().rename(entry(from), entry(to))) {
            throw new IOException(entry(from) + " could not be renamed to " + entry(to)
                    + "; check that the first exists and the second does not");
        }
    }

    private FileSystem files() throws IOException {
        return path.getFileSystem(hadoop);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

package io.skelspark.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A writer of files that readers see whole or not at all, even during a replacement or if the process is killed. On local
 * disks this holds for a power cut too: the content is on the disk before the file has its name.
 */
public final class AtomicFile {
    private static final String PART = ".part";
    /** Longest time from the look for an object to the end of its upload, for a small one. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private AtomicFile() {}

    /** The content of a file, which may be written piece by piece. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    /**
     * Writes or replaces a file.
     *
     * @throws IOException if the file system fails; an older file is then unchanged
     */
    public static void write(Path file, byte[] content, Configuration hadoop) throws IOException {
        write(file, stream -> stream.write(content), hadoop);
    }

    /**
     * Writes or replaces a file.
     *
     * @throws IOException if the file system or the content fails, naming the file and the reason; an older file is then
     *     unchanged
     */
    public static void write(Path file, Content content, Configuration hadoop) throws IOException {
        try {
            replace(file, content, hadoop);
        } catch (IOException failed) {
            throw new IOException(
                    "cannot write " + file + " (" + FileFault.reason(failed) + "); an older file is unharmed", failed);
        }
    }

    private static void replace(Path file, Content content, Configuration hadoop) throws IOException {
        FileSystem files = file.getFileSystem(hadoop);
        Path qualified = files.makeQualified(file);
        URI uri = qualified.toUri();
        if ("file".equals(uri.getScheme())) {
            // not through Hadoop's local file system: it keeps the checksum in a second file, and no rename replaces
            // both
            writeLocal(java.nio.file.Path.of(uri.getPath()), content);
        } else if (isObjectStore(files, qualified)) {
            put(files, qualified, content);
        } else {
            rename(files, qualified, content, hadoop);
        }
    }

    /**
     * Creates a file unless there is one. Of several writers at the same time one succeeds.
     *
     * @param content differs from that of every other writer. An object store may replace what another has created at the
     *     same time: there the file is looked at again after a second, and who wrote last has created it
     * @return whether the file was created here
     * @throws IOException if the file system fails
     */
    public static boolean create(Path file, byte[] content, Configuration hadoop) throws IOException {
        FileSystem files = file.getFileSystem(hadoop);
        Path qualified = files.makeQualified(file);
        if ("file".equals(qualified.toUri().getScheme())) {
            return createLocal(java.nio.file.Path.of(qualified.toUri().getPath()), content);
        }
        if (files.exists(qualified)) {
            return false;
        }
        if (isObjectStore(files, qualified)) {
            return createObject(files, qualified, content, hadoop);
        }
        FileContext context;
        try {
            context = FileContext.getFileContext(qualified.toUri(), hadoop);
        } catch (UnsupportedFileSystemException objectStore) {
            return createObject(files, qualified, content, hadoop);
        }
        try (OutputStream stream =
                context.create(qualified, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
            stream.write(content);
            return true;
        } catch (IOException failed) {
            if (files.exists(qualified)) {
                return false; // another was faster, and perhaps has not closed it yet
            }
            throw failed;
        }
    }

    private static boolean createLocal(java.nio.file.Path file, byte[] content) throws IOException {
        Files.createDirectories(folderOf(file));
        try {
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private static boolean createObject(FileSystem files, Path file, byte[] content, Configuration hadoop)
            throws IOException {
        put(files, file, stream -> stream.write(content));
        pause(SETTLED);
        Optional<InputFile> found = InputFile.find(file, hadoop);
        return found.isPresent() && Arrays.equals(found.get().bytes(), content);
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a file system");
        }
    }

    /** Returns whether it shows a new object when its stream is closed, and has no atomic rename. */
    private static boolean isObjectStore(FileSystem files, Path file) throws IOException {
        return files.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM);
    }

    private static java.nio.file.Path folderOf(java.nio.file.Path file) throws IOException {
        java.nio.file.Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + ": expected a file in a folder");
        }
        return folder;
    }

    private static void writeLocal(java.nio.file.Path file, Content content) throws IOException {
        java.nio.file.Path folder = folderOf(file);
        Files.createDirectories(folder);
        java.nio.file.Path part = folder.resolve(part(file.getFileName().toString()));
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncNames(folder);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Brings the names in a folder to the disk, where the system lets a program open a folder; Windows does not. */
    private static void syncNames(java.nio.file.Path folder) throws IOException {
        FileChannel names;
        try {
            names = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException notAFile) {
            return;
        }
        try (names) {
            names.force(true);
        }
    }

    private static void put(FileSystem files, Path file, Content content) throws IOException {
        FSDataOutputStream stream = files.create(file, true);
        try {
            content.writeTo(stream);
        } catch (IOException | RuntimeException failed) {
            if (stream.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
                stream.abort(); // closing it would show the incomplete file
            }
            stream.close();
            throw failed;
        }
        stream.close();
    }

    private static void rename(FileSystem files, Path file, Content content, Configuration hadoop) throws IOException {
        FileContext context;
        try {
            context = FileContext.getFileContext(file.toUri(), hadoop);
        } catch (UnsupportedFileSystemException objectStore) {
            put(files, file, content);
            return;
        }
        Path part = new Path(file.getParent(), part(file.getName()));
        try {
            EnumSet<CreateFlag> flags = EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE);
            try (OutputStream stream = context.create(part, flags, Options.CreateOpts.createParent())) {
                content.writeTo(stream);
            }
            context.rename(part, file, Options.Rename.OVERWRITE);
        } finally {
            files.delete(part, false);
        }
    }

    /** Returns whether a name is that of a file being written; one that stays is left over from a killed process. */
    public static boolean isPart(String name) {
        return name.startsWith(".") && name.endsWith(PART);
    }

    private static String part(String name) {
        return "." + name + "." + UUID.randomUUID() + PART;
    }
}

package io.skelspark.pickle;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip archive of NumPy arrays by name ({@code .npz}), as {@code numpy.savez} and {@code numpy.savez_compressed} write
 * it. It is copied to a temporary file, because a zip archive has its directory at its end.
 */
public final class NpzFile implements Closeable {
    private static final String SUFFIX = ".npy";

    /** All arrays together may be this much longer than the archive, in bytes. */
    private static final long FREE = 64L << 20;

    /** The most bytes of arrays for each byte of the archive: padding with zeros is compressed well. */
    private static final long RATIO = 200;

    private final Path file;
    private final ZipFile zip;
    private final String name;
    private final SortedMap<String, ZipEntry> entries = new TreeMap<>();

    private NpzFile(Path file, ZipFile zip, String name) {
        this.file = file;
        this.zip = zip;
        this.name = name;
    }

    /**
     * Copies an archive and reads its directory. The stream is closed.
     *
     * @param name name of the file, for messages
     * @throws BrokenPickleException if it is no sound archive
     */
    public static NpzFile open(InputStream stream, String name) throws IOException {
        Path copy = Files.createTempFile("arrays", ".npz");
        try (stream) {
            Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
            NpzFile archive = new NpzFile(copy, new ZipFile(copy.toFile()), name);
            try {
                archive.list();
                return archive;
            } catch (IOException | IllegalArgumentException damaged) {
                archive.zip.close();
                throw damaged;
            }
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            Files.deleteIfExists(copy);
            throw new BrokenPickleException(
                    name, 0, "a damaged zip archive (" + damaged.getMessage() + "); copy the file again", damaged);
        } catch (IOException failed) {
            Files.deleteIfExists(copy);
            throw failed;
        }
    }

    private void list() throws IOException {
        long most = FREE + RATIO * Files.size(file);
        long total = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            if (entry.getName().endsWith(SUFFIX)) {
                String array = entry.getName();
                entries.put(array.substring(0, array.length() - SUFFIX.length()), entry);
                total += Math.min(entry.getSize(), most + 1);
            }
        }
        if (total > most) {
            throw new BrokenPickleException(
                    name, 0, "arrays of more than " + most + " bytes, which is " + RATIO + " times the archive", null);
        }
    }

    /** Returns the names of the arrays. */
    public SortedSet<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    /**
     * Opens an array.
     *
     * @throws BrokenPickleException if there is none of this name, or its header is damaged
     */
    public NpyFile array(String array) throws IOException {
        ZipEntry entry = entries.get(array);
        if (entry == null) {
            throw new BrokenPickleException(name, 0, "no array " + array + ", found " + names(), null);
        }
        String place = name + "!" + entry.getName();
        try {
            return NpyFile.open(new BufferedInputStream(zip.getInputStream(entry)), place, entry.getSize());
        } catch (ZipException | EOFException damaged) {
            throw new BrokenPickleException(
                    place, 0, "a damaged zip archive (" + damaged.getMessage() + "); copy the file again", damaged);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
        Files.deleteIfExists(file);
    }
}

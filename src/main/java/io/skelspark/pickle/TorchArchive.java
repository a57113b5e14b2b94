package io.skelspark.pickle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A reader of PyTorch's zip container: {@code ROOT/data.pkl}, {@code ROOT/data/KEY} and maybe {@code ROOT/byteorder}. */
final class TorchArchive {
    /** All entries together may be this much longer than the archive, in bytes; PyTorch does not compress. */
    private static final long FREE = 64L << 20;

    /** The most bytes of content for each byte of the archive. */
    private static final long RATIO = 20;

    private final ZipFile zip;
    private final String name;
    private final String root;
    private final ByteOrder order;
    private final Map<String, TorchStorage> storages = new HashMap<>();
    private final long most;
    private long unpacked;

    private TorchArchive(ZipFile zip, String name, long length) throws IOException {
        this.zip = zip;
        most = FREE + RATIO * length;
        this.name = name;
        String pickle = zip.stream()
                .map(ZipEntry::getName)
                .filter(entry -> entry.equals("data.pkl") || entry.endsWith("/data.pkl"))
                .findFirst()
                .orElseThrow(() -> broken("a zip archive without data.pkl, expected a PyTorch checkpoint"));
        root = pickle.substring(0, pickle.length() - "data.pkl".length());
        ZipEntry byteOrder = zip.getEntry(root + "byteorder");
        boolean big = byteOrder != null
                && new String(bytes(byteOrder, 16), StandardCharsets.US_ASCII)
                        .trim()
                        .equals("big");
        order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Reads an archive. Copies it to a temporary file first, because a zip archive has its directory at its end. */
    static Object read(InputStream stream, String name) throws IOException {
        Path file = Files.createTempFile("checkpoint", ".pth");
        try {
            Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return new TorchArchive(zip, name, Files.size(file)).load();
            } catch (ZipException damaged) {
                throw new BrokenPickleException(
                        name,
                        0,
                        "a damaged zip archive (" + damaged.getMessage() + "); copy or download it again",
                        damaged);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Object load() throws IOException {
        ZipEntry pickle = zip.getEntry(root + "data.pkl");
        try (InputStream stream = new BufferedInputStream(zip.getInputStream(pickle));
                PickleInput input = new PickleInput(stream, name + "!" + pickle.getName(), pickle.getSize())) {
            return new TorchUnpickler(TorchConstructors.ofCheckpoints(), this::storage).load(input);
        }
    }

    private TorchStorage storage(String key, TorchType type, int size) throws IOException {
        TorchStorage known = storages.get(key);
        if (known != null) {
            return known;
        }
        ZipEntry entry = zip.getEntry(root + "data/" + key);
        int bytes = size * type.bytes();
        if (entry == null || entry.getSize() < bytes) {
            throw broken("storage " + key + " holds " + (entry == null ? "no" : entry.getSize()) + " bytes, expected "
                    + bytes + "; copy or download the file again");
        }
        unpacked += bytes;
        if (unpacked > most) {
            throw broken("the storages hold more than " + most + " bytes, expected at most " + RATIO
                    + " times the length of the archive and 64 MiB");
        }
        byte[] data = bytes(entry, bytes);
        if (data.length < bytes) {
            throw broken("storage " + key + " ends after " + data.length + " bytes, expected " + bytes);
        }
        TorchStorage storage = new TorchStorage(type, size);
        storage.fill(ByteBuffer.wrap(data).order(order));
        storages.put(key, storage);
        return storage;
    }

    private byte[] bytes(ZipEntry entry, int count) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            return stream.readNBytes(count);
        }
    }

    private static BrokenPickleException broken(String name, String reason, @Nullable Throwable cause) {
        return new BrokenPickleException(name, 0, reason, cause);
    }

    private BrokenPickleException broken(String reason) {
        return broken(name, reason, null);
    }
}

package io.skelspark.pickle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A writer of weights in PyTorch's zip container: {@code {'meta': ..., 'state_dict': OrderedDict(...)}}. Each tensor has
 * a storage of its own, little-endian, not compressed, at a multiple of 64 bytes. The same content gives the same bytes.
 *
 * @source PyTorch, torch/serialization.py, _save; caffe2/serialize/inline_container.cc, getPadding
 */
public final class TorchArchiveWriter {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_HEADER = 30;
    private static final int EXTRA_HEADER = 4;
    /** A fixed time, so that the bytes are the same; zip archives know no time before 1980. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /**
     * A tensor to be written.
     *
     * @param name name in the state dict
     * @param type FLOAT32 or INT64
     * @param shape sizes of the axes; empty for a scalar
     * @param values row-major, as many as the product of the shape
     */
    public record NamedTensor(String name, TorchType type, List<Integer> shape, float[] values) {
        byte[] data() {
            ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                switch (type) {
                    case FLOAT32 -> data.putFloat(value);
                    case INT64 -> data.putLong((long) value);
                    default ->
                        throw new IllegalArgumentException(
                                name + " is of type " + type + ", expected FLOAT32 or INT64");
                }
            }
            return data.array();
        }
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private final String root;

    private TorchArchiveWriter(String root) {
        this.root = root;
    }

    /**
     * Returns the bytes of a checkpoint.
     *
     * @param root folder inside the archive; PyTorch takes the file's name without its ending
     * @param meta the entry {@code meta}: texts, integers, lists and maps of these
     * @param state the tensors of the state dict, in its order
     */
    public static byte[] write(String root, Map<String, ?> meta, List<NamedTensor> state) throws IOException {
        TorchArchiveWriter writer = new TorchArchiveWriter(root);
        try (writer.zip) {
            writer.add("data.pkl", pickle(meta, state));
            writer.add("byteorder", ascii("little"));
            for (int i = 0; i < state.size(); i++) {
                writer.add("data/" + i, state.get(i).data());
            }
            writer.add("version", ascii("3\n"));
        }
        return writer.bytes.toByteArray();
    }

    private static byte[] pickle(Map<String, ?> meta, List<NamedTensor> state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PickleWriter pickle = new PickleWriter(bytes, 2);
        pickle.emptyDict().mark().text("meta").dict(meta).text("state_dict");
        pickle.global("collections", "OrderedDict").emptyTuple().reduce().mark();
        for (int i = 0; i < state.size(); i++) {
            NamedTensor entry = state.get(i);
            String key = Integer.toString(i);
            pickle.text(entry.name());
            TorchPickles.tensor(pickle, entry.shape(), () -> pickle.mark()
                    .text("storage")
                    .global("torch", entry.type().storage())
                    .text(key)
                    .text("cpu")
                    .integer(entry.values().length)
                    .tuple()
                    .persistent());
        }
        pickle.items().items().stop();
        return bytes.toByteArray();
    }

    private void add(String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(root + "/" + name);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        entry.setExtra(padding(entry.getName()));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        zip.flush();
    }

    /** Returns an extra field with the tag {@code FB} that moves the content to the next multiple of 64. */
    private byte[] padding(String name) {
        int header = LOCAL_HEADER + name.getBytes(StandardCharsets.UTF_8).length + EXTRA_HEADER;
        int size = Math.floorMod(-(bytes.size() + header), ALIGNMENT);
        byte[] extra = new byte[EXTRA_HEADER + size];
        Arrays.fill(extra, (byte) 'Z');
        ByteBuffer.wrap(extra)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'F')
                .put((byte) 'B')
                .putShort((short) size);
        return extra;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

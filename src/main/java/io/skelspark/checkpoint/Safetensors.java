package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of named tensors: a length, a JSON header with dtype, shape and place of each tensor, then the values, little
 * endian. Counters are I64, all else F32.
 *
 * @source the safetensors format, https://github.com/huggingface/safetensors
 */
final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "__metadata__";

    /** A vector that is stored under the names of a layout's entries, each behind a prefix. */
    record Section(String prefix, StateLayout layout, List<EntryKind> kinds, float[] values) {
        List<Entry> entries() {
            return layout.entries().stream()
                    .filter(entry -> kinds.contains(entry.kind()))
                    .toList();
        }
    }

    private Safetensors() {}

    /** The bytes of a file that holds all sections and a map of texts. */
    static byte[] write(List<Section> sections, Map<String, String> metadata) throws JsonProcessingException {
        ObjectNode header = JSON.createObjectNode();
        header.set(METADATA, JSON.valueToTree(metadata));
        long offset = 0;
        for (Section section : sections) {
            for (Entry entry : section.entries()) {
                ObjectNode tensor = header.putObject(section.prefix() + entry.name());
                tensor.put("dtype", entry.kind() == EntryKind.COUNTER ? "I64" : "F32");
                tensor.set("shape", JSON.valueToTree(entry.shape()));
                long end = offset + bytes(entry);
                tensor.putArray("data_offsets").add(offset).add(end);
                offset = end;
            }
        }
        byte[] text = JSON.writeValueAsBytes(header);
        int padded = (text.length + 7) / 8 * 8;
        ByteBuffer file =
                ByteBuffer.allocate(Math.toIntExact(8 + padded + offset)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded).put(text);
        while (file.position() < 8 + padded) {
            file.put((byte) ' ');
        }
        for (Section section : sections) {
            for (Entry entry : section.entries()) {
                for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                    if (entry.kind() == EntryKind.COUNTER) {
                        file.putLong((long) section.values()[i]);
                    } else {
                        file.putFloat(section.values()[i]);
                    }
                }
            }
        }
        return file.array();
    }

    /**
     * Fills the sections from a file.
     *
     * @param name of the file, for messages
     * @throws IOException if the file is no such file, or its names or shapes are not those of the sections, listing
     *     what differs
     */
    static void read(String name, byte[] bytes, List<Section> sections) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        JsonNode header = header(name, bytes, file);
        int start = 8 + (int) file.getLong(0);
        List<String> wrong = new ArrayList<>();
        List<String> known = new ArrayList<>(List.of(METADATA));
        for (Section section : sections) {
            for (Entry entry : section.entries()) {
                String tensor = section.prefix() + entry.name();
                known.add(tensor);
                JsonNode found = header.get(tensor);
                if (found == null) {
                    wrong.add("missing " + tensor + " " + entry.shape());
                } else if (!found.get("shape").equals(JSON.valueToTree(entry.shape()))) {
                    wrong.add(tensor + " has shape " + found.get("shape") + ", expected " + entry.shape());
                } else {
                    readValues(file, start + found.get("data_offsets").get(0).asInt(), entry, section.values());
                }
            }
        }
        header.fieldNames().forEachRemaining(tensor -> {
            if (!known.contains(tensor)) {
                wrong.add("unexpected " + tensor);
            }
        });
        if (!wrong.isEmpty()) {
            throw new IOException(name + " does not fit the network of the settings: " + wrong.size()
                    + " tensors differ: " + String.join("; ", wrong.subList(0, Math.min(8, wrong.size()))));
        }
    }

    /**
     * The texts of a file.
     *
     * @throws IOException if it is no such file
     */
    static Map<String, String> metadata(String name, byte[] bytes) throws IOException {
        JsonNode header = header(name, bytes, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        Map<String, String> metadata = new LinkedHashMap<>();
        header.path(METADATA)
                .fields()
                .forEachRemaining(
                        field -> metadata.put(field.getKey(), field.getValue().asText()));
        return metadata;
    }

    private static JsonNode header(String name, byte[] bytes, ByteBuffer file) throws IOException {
        long length = file.capacity() < 8 ? -1 : file.getLong(0);
        if (length < 2 || length > file.capacity() - 8) {
            throw new IOException(name + " is no checkpoint: its header has length " + length + " of " + file.capacity()
                    + " bytes; it may be cut off");
        }
        JsonNode header = JSON.readTree(new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
        long end = 0;
        for (JsonNode tensor : header) {
            end = Math.max(end, tensor.path("data_offsets").path(1).asLong(0));
        }
        if (8 + length + end != file.capacity()) {
            throw new IOException(name + " has " + file.capacity() + " bytes, expected " + (8 + length + end)
                    + " by its header; it is cut off or damaged");
        }
        return header;
    }

    private static void readValues(ByteBuffer file, int position, Entry entry, float[] values) {
        for (int i = 0; i < entry.size(); i++) {
            values[entry.offset() + i] = entry.kind() == EntryKind.COUNTER
                    ? file.getLong(position + 8 * i)
                    : file.getFloat(position + 4 * i);
        }
    }

    private static long bytes(Entry entry) {
        return entry.size() * (entry.kind() == EntryKind.COUNTER ? 8L : 4L);
    }
}

package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skelspark.tensor.Half;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A safetensors file: a length, a JSON header with type, shape and place of each tensor, then the values in little endian.
 * Files of any writer are read; in files written here counters are I64, all other values F32.
 *
 * @source the safetensors format, https://github.com/huggingface/safetensors
 */
final class Safetensors {
    /** The format allows no key twice. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The bound of the reference implementation, in bytes. */
    private static final int LONGEST_HEADER = 100_000_000;

    private static final int LENGTH = 8;
    private static final String METADATA = "__metadata__";

    /** A number type that is read. */
    private enum NumberType {
        F64(8) {
            @Override
            float value(ByteBuffer data, int at) {
                return (float) data.getDouble(at);
            }
        },
        F32(4) {
            @Override
            float value(ByteBuffer data, int at) {
                return data.getFloat(at);
            }
        },
        F16(2) {
            @Override
            float value(ByteBuffer data, int at) {
                return (float) Half.toDouble(data.getShort(at));
            }
        },
        BF16(2) {
            @Override
            float value(ByteBuffer data, int at) {
                return Float.intBitsToFloat(data.getShort(at) << 16);
            }
        },
        I64(8) {
            @Override
            float value(ByteBuffer data, int at) {
                return data.getLong(at);
            }
        },
        I32(4) {
            @Override
            float value(ByteBuffer data, int at) {
                return data.getInt(at);
            }
        };

        private final int bytes;

        NumberType(int bytes) {
            this.bytes = bytes;
        }

        abstract float value(ByteBuffer data, int at);
    }

    /**
     * A vector that is stored under the names of a layout's entries.
     *
     * @param prefix stands before each name in the file
     * @param kinds of the entries that the vector holds
     */
    record Section(String prefix, StateLayout layout, List<EntryKind> kinds, float[] values) {
        List<Entry> entries() {
            return layout.entries().stream()
                    .filter(entry -> kinds.contains(entry.kind()))
                    .toList();
        }
    }

    private final String name;
    private final JsonNode header;
    private final ByteBuffer data;

    private Safetensors(String name, JsonNode header, ByteBuffer data) {
        this.name = name;
        this.header = header;
        this.data = data;
    }

    /** Returns the bytes of a file that holds all sections and a map of texts. */
    static byte[] write(List<Section> sections, Map<String, String> metadata) throws JsonProcessingException {
        ObjectNode header = JSON.createObjectNode();
        header.set(METADATA, JSON.valueToTree(metadata));
        long offset = 0;
        for (Section section : sections) {
            for (Entry entry : section.entries()) {
                NumberType type = written(entry);
                ObjectNode tensor = header.putObject(section.prefix() + entry.name());
                tensor.put("dtype", type.name());
                tensor.set("shape", JSON.valueToTree(entry.shape()));
                long end = offset + (long) entry.size() * type.bytes;
                tensor.putArray("data_offsets").add(offset).add(end);
                offset = end;
            }
        }
        byte[] text = JSON.writeValueAsBytes(header);
        int padded = (text.length + 7) / 8 * 8;
        ByteBuffer file =
                ByteBuffer.allocate(Math.toIntExact(LENGTH + padded + offset)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded).put(text);
        while (file.position() < LENGTH + padded) {
            file.put((byte) ' ');
        }
        for (Section section : sections) {
            for (Entry entry : section.entries()) {
                for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                    if (written(entry) == NumberType.I64) {
                        file.putLong((long) section.values()[i]);
                    } else {
                        file.putFloat(section.values()[i]);
                    }
                }
            }
        }
        return file.array();
    }

    private static NumberType written(Entry entry) {
        return entry.kind() == EntryKind.COUNTER ? NumberType.I64 : NumberType.F32;
    }

    /** Returns whether the bytes start like such a file: with the length of a JSON object below 4 GiB, then that object. */
    static boolean isOne(byte[] bytes) {
        return bytes.length > LENGTH
                && bytes[LENGTH] == '{'
                && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4) == 0;
    }

    /**
     * Reads the header of a file.
     *
     * @param name of the file, for messages
     * @throws IOException if it is cut off or damaged
     */
    static Safetensors read(String name, byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.length < LENGTH ? -1 : file.getLong(0);
        if (length < 0 || length > bytes.length - LENGTH) {
            throw new IOException(name + " has " + bytes.length + " bytes and a header of " + length
                    + "; it is cut off or no safetensors file");
        }
        if (length > LONGEST_HEADER) {
            throw new IOException(name + " has a header of " + length + " bytes, expected at most " + LONGEST_HEADER);
        }
        JsonNode header;
        try {
            header = JSON.readTree(new String(bytes, LENGTH, (int) length, StandardCharsets.UTF_8));
        } catch (JsonProcessingException damaged) {
            throw new IOException(
                    name + ": the header is no JSON with each key once (" + damaged.getOriginalMessage()
                            + "); the file is damaged",
                    damaged);
        }
        if (!header.isObject()) {
            throw new IOException(name + ": the header is no JSON object; the file is damaged");
        }
        int start = LENGTH + (int) length;
        ByteBuffer data = file.slice(start, bytes.length - start).order(ByteOrder.LITTLE_ENDIAN);
        return new Safetensors(name, header, data);
    }

    /** Returns the texts of the file, in its order. */
    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        header.path(METADATA)
                .properties()
                .forEach(field -> metadata.put(field.getKey(), field.getValue().asText()));
        return metadata;
    }

    /**
     * Returns all tensors by name, in the order of the file.
     *
     * @throws IOException if one is of an unknown type, or cut off or damaged
     */
    Map<String, StoredTensor> tensors() throws IOException {
        requireWholeCover();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (!field.getKey().equals(METADATA)) {
                tensors.put(field.getKey(), tensor(field.getKey(), field.getValue()));
            }
        }
        return tensors;
    }

    /** Makes sure, before any value is read, that the tensors lie one after the other and fill the file. */
    private void requireWholeCover() throws IOException {
        TreeMap<Long, String> starts = new TreeMap<>();
        Map<String, Long> ends = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            JsonNode place = field.getValue().path("data_offsets");
            if (field.getKey().equals(METADATA)) {
                continue;
            }
            long from = place.size() == 2 ? whole(place.path(0)) : -1;
            long to = place.size() == 2 ? whole(place.path(1)) : -1;
            if (from < 0 || to < from) {
                throw new IOException(name + ": " + field.getKey() + " lies at " + place
                        + ", expected two whole numbers, the first and the last place; the file is damaged");
            }
            if (from < to && starts.put(from, field.getKey()) != null) {
                throw new IOException(name + ": two tensors lie at " + from + "; the file is damaged");
            }
            ends.put(field.getKey(), to);
        }
        long end = 0;
        for (Map.Entry<Long, String> start : starts.entrySet()) {
            if (start.getKey() != end) {
                throw new IOException(name + ": " + start.getValue() + " lies at " + start.getKey() + ", expected "
                        + end + ", where the tensor before it ends; the file is damaged");
            }
            end = ends.getOrDefault(start.getValue(), end);
        }
        if (end != data.capacity()) {
            throw new IOException(name + ": the tensors fill " + end + " of " + data.capacity()
                    + " bytes, expected all; the file is cut off or damaged");
        }
    }

    /** Returns a whole number from 0, or -1 if the value is none. */
    private static long whole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() ? Math.max(value.asLong(), -1) : -1;
    }

    /**
     * Fills sections with the file's values.
     *
     * @throws IOException if the file is damaged, or its names and shapes are not those of the sections, listing what
     *     differs
     */
    void fill(List<Section> sections) throws IOException {
        Map<String, StoredTensor> tensors = tensors();
        List<String> wrong = new ArrayList<>();
        for (Section section : sections) {
            for (Entry entry : section.entries()) {
                String tensor = section.prefix() + entry.name();
                StoredTensor found = tensors.remove(tensor);
                if (found == null) {
                    wrong.add("missing " + tensor + " " + entry.shape());
                } else if (!found.shape().equals(entry.shape())) {
                    wrong.add(tensor + " has shape " + found.shape() + ", expected " + entry.shape());
                } else {
                    System.arraycopy(found.values(), 0, section.values(), entry.offset(), entry.size());
                }
            }
        }
        tensors.keySet().forEach(tensor -> wrong.add("unexpected " + tensor));
        if (!wrong.isEmpty()) {
            throw new IOException(name + " does not fit the network of the settings: " + wrong.size()
                    + " tensors differ: " + String.join("; ", wrong.subList(0, Math.min(8, wrong.size()))));
        }
    }

    private StoredTensor tensor(String tensor, JsonNode entry) throws IOException {
        NumberType type;
        try {
            type = NumberType.valueOf(entry.path("dtype").asText());
        } catch (IllegalArgumentException other) {
            throw new IOException(
                    name + ": " + tensor + " is of type " + entry.path("dtype") + ", expected one of "
                            + Arrays.toString(NumberType.values()),
                    other);
        }
        List<Integer> shape = new ArrayList<>();
        long size = 1;
        for (JsonNode axis : entry.path("shape")) {
            long length = whole(axis);
            shape.add(length > Integer.MAX_VALUE ? -1 : (int) length);
            size = Math.min(size * Math.min(length, Integer.MAX_VALUE), Integer.MAX_VALUE);
        }
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        boolean sound = entry.path("shape").isArray() && shape.stream().allMatch(axis -> axis >= 0);
        if (!sound || from < 0 || to > data.capacity() || to - from != size * type.bytes) {
            throw new IOException(name + ": " + tensor + " of shape " + entry.path("shape") + " " + type + " lies at "
                    + entry.path("data_offsets") + " of " + data.capacity() + " bytes; the file is cut off or damaged");
        }
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.value(data, (int) from + i * type.bytes);
        }
        return new StoredTensor(shape, values);
    }
}

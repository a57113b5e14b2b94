package io.skelspark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.tensor.Half;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a safetensors file of any writer, whose names are not known beforehand. */
final class SafetensorsFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LENGTH = 8;
    private static final String METADATA = "__metadata__";

    /** The number types that are read. */
    private enum Type {
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

        Type(int bytes) {
            this.bytes = bytes;
        }

        abstract float value(ByteBuffer data, int at);
    }

    private final String name;
    private final ByteBuffer data;

    private SafetensorsFile(String name, ByteBuffer data) {
        this.name = name;
        this.data = data;
    }

    /** Whether the bytes start like such a file: with the length of a JSON object below 4 GiB, then that object. */
    static boolean isOne(byte[] bytes) {
        return bytes.length > LENGTH
                && bytes[LENGTH] == '{'
                && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4) == 0;
    }

    /** @throws IOException if it is cut off or damaged, naming the tensor where it is one's fault */
    static ModelFile read(String name, String sha256, byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = file.getLong(0);
        if (length > bytes.length - LENGTH) {
            throw new IOException(name + " has " + bytes.length + " bytes and a header of " + length
                    + "; it is cut off or no safetensors file");
        }
        JsonNode header;
        try {
            header = JSON.readTree(new String(bytes, LENGTH, (int) length, StandardCharsets.UTF_8));
        } catch (JsonProcessingException damaged) {
            throw new IOException(name + ": the header is no JSON; the file is damaged", damaged);
        }
        int start = LENGTH + (int) length;
        ByteBuffer data = file.slice(start, bytes.length - start).order(ByteOrder.LITTLE_ENDIAN);
        return new SafetensorsFile(name, data).model(sha256, header);
    }

    private ModelFile model(String sha256, JsonNode header) throws IOException {
        Map<String, StoredTensor> state = new LinkedHashMap<>();
        Map<String, StoredTensor> momentum = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            String tensor = field.getKey();
            if (tensor.startsWith(CheckpointFile.MOMENTUM)) {
                momentum.put(tensor.substring(CheckpointFile.MOMENTUM.length()), tensor(tensor, field.getValue()));
            } else if (!tensor.equals(METADATA)) {
                state.put(tensor, tensor(tensor, field.getValue()));
            }
        }
        int epoch = header.path(METADATA).path(CheckpointFile.EPOCH).asInt(0);
        Optional<ModelFile.Training> training = momentum.isEmpty() || epoch == 0
                ? Optional.empty()
                : Optional.of(new ModelFile.Training(epoch, layout -> momentum));
        return new ModelFile(name, sha256, state, training);
    }

    private StoredTensor tensor(String tensor, JsonNode entry) throws IOException {
        Type type;
        try {
            type = Type.valueOf(entry.path("dtype").asText());
        } catch (IllegalArgumentException other) {
            throw new IOException(
                    name + ": " + tensor + " is of type " + entry.path("dtype") + ", expected one of "
                            + List.of(Type.values()),
                    other);
        }
        List<Integer> shape = new ArrayList<>();
        long size = 1;
        for (JsonNode axis : entry.path("shape")) {
            shape.add(axis.asInt(-1));
            size = Math.min(size * axis.asInt(-1), Integer.MAX_VALUE);
        }
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        boolean sound = shape.stream().allMatch(axis -> axis >= 0);
        if (!sound || from < 0 || to > data.capacity() || to - from != size * type.bytes) {
            throw new IOException(name + ": " + tensor + " of shape " + entry.path("shape") + " " + type + " lies at "
                    + entry.path("data_offsets") + " of " + data.capacity() + " bytes; the file is cut off or damaged");
        }
        float[] values = new float[(int) size];
        IntStream.range(0, values.length).forEach(i -> values[i] = type.value(data, (int) from + i * type.bytes));
        return new StoredTensor(shape, values);
    }
}

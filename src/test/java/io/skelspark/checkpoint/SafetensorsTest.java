package io.skelspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final byte[] FILE = file(
            """
            {"__metadata__":{"format":"pt"},
             "half":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
             "brain":{"dtype":"BF16","shape":[1,1],"data_offsets":[4,6]},
             "double":{"dtype":"F64","shape":[],"data_offsets":[6,14]},
             "count":{"dtype":"I64","shape":[],"data_offsets":[14,22]}}""",
            ByteBuffer.allocate(22)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) 0x3c00)
                    .putShort((short) 0xc000)
                    .putShort((short) 0x4040)
                    .putDouble(0.5)
                    .putLong(77));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    static byte[] file(String header, ByteBuffer data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.capacity())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data.rewind())
                .array();
    }

    private ModelFile read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("model.safetensors"), bytes);
        return ModelFile.read(file.toString(), new Configuration());
    }

    @Test
    void readsEachTypeOfAnotherWriter() throws IOException {
        ModelFile model = read(FILE);

        assertThat(model.training()).isEmpty();
        assertThat(model.state())
                .usingRecursiveComparison()
                .isEqualTo(Map.of(
                        "half", new StoredTensor(List.of(2), new float[] {1, -2}),
                        "brain", new StoredTensor(List.of(1, 1), new float[] {3}),
                        "double", new StoredTensor(List.of(), new float[] {0.5f}),
                        "count", new StoredTensor(List.of(), new float[] {77})));
    }

    @Test
    void saysWhatIsWrongWhereverTheFileIsCutOff() {
        for (int length = 0; length < FILE.length; length++) {
            byte[] cut = Arrays.copyOf(FILE, length);
            assertThatThrownBy(() -> read(cut))
                    .as("%d of %d bytes", length, FILE.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("model.safetensors");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':{'dtype':'F32','shape':[4294967297],'data_offsets':[0,4]}}",
                "{'a':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}}",
                "{'a':{'dtype':'F32','shape':[1.9],'data_offsets':[0,4]}}",
                "{'a':{'dtype':'F32','shape':1,'data_offsets':[0,4]}}",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':['0',4]}}",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,4]}}",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
                "{'a':{'dtype':'F16','shape':[1],'data_offsets':[0,2]},'b':{'dtype':'F16','shape':[1],'data_offsets':[1,3]}}",
                "{'a':{'dtype':'F16','shape':[1],'data_offsets':[2,4]}}",
                "{'a':{'dtype':'F16','shape':[1],'data_offsets':[0,2]}}",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} x",
                "{}"
            })
    void refusesWhatTheFormatDoesNotAllow(String header) {
        byte[] bytes = file(header.replace('\'', '"'), ByteBuffer.allocate(4));

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("model.safetensors")
                .hasMessageNotContaining("\n");
    }

    @Test
    void namesATensorOfAnotherTypeOrPlace() {
        byte[] bool = file("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]}}", ByteBuffer.allocate(1));
        byte[] longer =
                file("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", ByteBuffer.allocate(8));

        assertThatThrownBy(() -> read(bool)).hasMessageContaining("a is of type \"BOOL\", expected one of [F64, F32");
        assertThatThrownBy(() -> read(longer)).hasMessageContaining("a of shape [3] F32 lies at [0,8] of 8 bytes");
    }
}

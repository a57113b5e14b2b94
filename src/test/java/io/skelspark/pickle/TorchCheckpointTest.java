package io.skelspark.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class TorchCheckpointTest {
    /** The float32 values 1, 2, 3 and 4, little-endian. */
    static final byte[] FOUR = SafeUnpicklerTest.bytes("0000803f000000400000404000008040");

    @Test
    void readsBothContainersPlainAndCompressed() throws IOException {
        byte[] zip = zip(pickle(0, new int[] {2, 2}, new int[] {1, 2}), FOUR);
        byte[] legacy = legacy(pickle(0, new int[] {2, 2}, new int[] {1, 2}), FOUR);
        for (byte[] file : new byte[][] {zip, legacy, gzip(zip), gzip(legacy)}) {
            TorchCheckpoint checkpoint = read(file);

            assertThat(checkpoint.stateDict()).containsOnlyKeys("weight");
            assertThat(checkpoint.stateDict().values()).singleElement().satisfies(weight -> {
                assertThat(weight.type()).isEqualTo(TorchType.FLOAT32);
                assertThat(weight.shape()).containsExactly(2, 2);
                assertThat(weight.floats()).containsExactly(1, 3, 2, 4);
            });
            assertThat(checkpoint.optimizer()).isEmpty();
            assertThat(checkpoint.meta()).isEmpty();
        }
    }

    @Test
    void refusesATensorThatReachesOutsideItsStorage() throws IOException {
        int huge = Integer.MAX_VALUE;
        byte[][] pickles = {
            pickle(1, new int[] {2, 2}, new int[] {2, 1}),
            pickle(-1, new int[] {1}, new int[] {1}),
            pickle(0, new int[] {huge, huge}, new int[] {0, 0}),
            pickle(0, new int[] {2}, new int[] {})
        };
        for (byte[] pickle : pickles) {
            TorchCheckpoint checkpoint = read(legacy(pickle, FOUR));
            assertThatThrownBy(checkpoint::stateDict)
                    .hasMessageContaining("reaches outside its storage, FloatStorage of 4");
        }
    }

    @Test
    void refusesManyTensorsThatRepeatOneStorage() {
        PickleBytes pickle = new PickleBytes(2).op('}').op('(');
        for (int i = 0; i < 20; i++) {
            tensor(pickle.text("w" + i), 0, new int[] {1 << 19}, new int[] {0});
        }
        byte[] bomb = pickle.op('u').stop();
        assertThatThrownBy(() -> read(legacy(bomb, FOUR)))
                .isInstanceOf(BrokenPickleException.class)
                .hasMessageContaining("the tensors hold 1572864 values of storages of 4");
    }

    @Test
    void saysWhereACheckpointIsCutShort() throws IOException {
        byte[] zip = zip(pickle(0, new int[] {4}, new int[] {1}), FOUR);
        byte[] legacy = legacy(pickle(0, new int[] {4}, new int[] {1}), FOUR);
        for (byte[] file : new byte[][] {zip, legacy, gzip(legacy)}) {
            for (int length = 0; length < file.length; length++) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThatThrownBy(() -> read(cut))
                        .as("%d of %d bytes", length, file.length)
                        .isInstanceOf(BrokenPickleException.class)
                        .hasMessageContaining("test.pth");
            }
        }
    }

    @Test
    void namesAnEntryThatIsNotATensor() throws IOException {
        byte[] pickle = new PickleBytes(2)
                .op('}')
                .text("state_dict")
                .op('}')
                .text("epoch")
                .integer(3)
                .op('s')
                .op('s')
                .stop();
        TorchCheckpoint checkpoint = read(zip(pickle, FOUR));

        assertThatThrownBy(checkpoint::stateDict).hasMessageContaining("test.pth: epoch is a int 3");
    }

    /** {'state_dict': {'module.weight': a tensor over the storage '0' of four floats}}. */
    static byte[] pickle(int offset, int[] shape, int[] strides) {
        PickleBytes pickle = new PickleBytes(2).op('}').text("state_dict").op('}');
        return tensor(pickle.text("module.weight"), offset, shape, strides)
                .op('s')
                .op('s')
                .stop();
    }

    /** Pushes a tensor over the storage 0 of four values. */
    private static PickleBytes tensor(PickleBytes pickle, int offset, int[] shape, int[] strides) {
        pickle.global("torch._utils", "_rebuild_tensor_v2")
                .op('(')
                .op('(')
                .text("storage")
                .global("torch", "FloatStorage")
                .text("0")
                .text("cpu")
                .integer(4)
                .op('t')
                .op('Q');
        pickle.integer(offset).tuple(shape).tuple(strides).raw(0x89);
        pickle.global("collections", "OrderedDict").op(')').op('R');
        return pickle.op('t').op('R');
    }

    static byte[] legacy(byte[] pickle, byte[] data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SafeUnpicklerTest.bytes("80028a0a6cfc9c46f9206aa850192e"));
        file.writeBytes(new PickleBytes(2).integer(1001).stop());
        file.writeBytes(new PickleBytes(2).op('}').stop());
        file.writeBytes(pickle);
        file.writeBytes(new PickleBytes(2).op(']').text("0").op('a').stop());
        file.writeBytes(new byte[] {4, 0, 0, 0, 0, 0, 0, 0});
        file.writeBytes(data);
        return file.toByteArray();
    }

    static byte[] zip(byte[] pickle, byte[] data) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle);
            zip.putNextEntry(new ZipEntry("archive/data/0"));
            zip.write(data);
        }
        return file.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(content);
        }
        return file.toByteArray();
    }

    private static TorchCheckpoint read(byte[] file) throws IOException {
        return TorchCheckpoint.read(new ByteArrayInputStream(file), "test.pth");
    }
}

package io.skelspark.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumpyArrayTest {
    @ParameterizedTest
    @CsvSource({"f2,<", "f2,>", "f4,<", "f4,>", "f8,<", "f8,>"})
    void keepsWidthAndValuesInBothByteOrders(String dtype, String order) throws IOException {
        int bytes = dtype.charAt(1) - '0';
        ByteBuffer data = ByteBuffer.allocate(2 * bytes)
                .order(order.equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        switch (bytes) {
            case 2 -> data.putShort((short) 0x3e00).putShort((short) 0xc000);
            case 4 -> data.putFloat(1.5f).putFloat(-2);
            default -> data.putDouble(1.5).putDouble(-2);
        }

        Tensor tensor =
                array(dtype, order, new int[] {1, 2}, false, data.array()).tensor();

        assertThat(tensor.dtype()).isEqualTo(DType.of("<" + dtype));
        assertThat(tensor.shape()).containsExactly(1, 2);
        assertThat(tensor.values()).containsExactly(1.5, -2);
    }

    @Test
    void turnsColumnMajorIntoRowMajor() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : new float[] {0, 3, 1, 4, 2, 5}) {
            data.putFloat(value);
        }

        assertThat(array("f4", "<", new int[] {2, 3}, true, data.array())
                        .tensor()
                        .values())
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void readsIntegersAndBooleans() throws IOException {
        byte[] four = {(byte) 0xff, (byte) 0xff, 1, 0};

        assertThat(array("i2", "<", new int[] {2}, false, four).integers().values())
                .containsExactly(-1, 1);
        assertThat(array("u2", "<", new int[] {2}, false, four).integers().values())
                .containsExactly(65535, 1);
        assertThat(array("b1", "|", new int[] {4}, false, new byte[] {0, 1, 1, 0})
                        .integers()
                        .values())
                .containsExactly(0, 1, 1, 0);
    }

    @Test
    void readsBuffersOfProtocol5() throws IOException {
        byte[] pickle = new PickleBytes(5)
                .global("numpy._core.numeric", "_frombuffer")
                .op('(')
                .blob(PickleBytes.ones(4))
                .dtype("f2", "<")
                .tuple(2, 2)
                .text("C")
                .op('t')
                .op('R')
                .stop();

        assertThat(((NumpyArray) SafeUnpicklerTest.load(pickle)).tensor().values())
                .containsExactly(1, 1, 1, 1);
    }

    @Test
    void readsScalars() throws IOException {
        assertThat(scalar("f4", new byte[] {0, 0, (byte) 0xc0, 0x3f})).isEqualTo(1.5);
        assertThat(scalar("i8", new byte[] {7, 0, 0, 0, 0, 0, 0, 0})).isEqualTo(7L);
        assertThat(scalar("b1", new byte[] {1})).isEqualTo(true);
        assertThat(scalar("U2", new byte[] {'h', 0, 0, 0, 'i', 0, 0, 0})).isEqualTo("hi");
    }

    @Test
    void refusesAShapeThatDoesNotFitItsBytes() throws IOException {
        NumpyArray shortOne = array("f4", "<", new int[] {3, 2}, false, new byte[20]);
        int huge = Integer.MAX_VALUE;
        NumpyArray absurd = array("f8", "<", new int[] {huge, huge, huge, huge, 8}, false, new byte[0]);

        assertThatThrownBy(shortOne::tensor).hasMessageContaining("needs 24 bytes, found 20");
        assertThatThrownBy(absurd::tensor).hasMessageContaining("found 0");
    }

    @Test
    void refusesArraysOfObjectsWhenTheyAreRead() throws IOException {
        byte[] pickle = new PickleBytes(2)
                .global("numpy.core.multiarray", "_reconstruct")
                .global("numpy", "ndarray")
                .tuple(0)
                .blob(new byte[] {'b'})
                .raw(0x87)
                .op('R')
                .op('(')
                .integer(1)
                .tuple(1)
                .dtype("O8", "|")
                .raw(0x89)
                .op(']')
                .op('t')
                .op('b')
                .stop();

        NumpyArray objects = (NumpyArray) SafeUnpicklerTest.load(pickle);
        assertThatThrownBy(objects::tensor)
                .hasMessageContaining("an array of <O8 has for data a list of 0, expected bytes");
    }

    private static NumpyArray array(String dtype, String order, int[] shape, boolean columnMajor, byte[] data)
            throws IOException {
        byte[] pickle =
                new PickleBytes(3).array(dtype, order, shape, columnMajor, data).stop();
        return (NumpyArray) SafeUnpicklerTest.load(pickle);
    }

    private static Object scalar(String dtype, byte[] data) throws IOException {
        return SafeUnpicklerTest.load(new PickleBytes(3)
                .global("numpy.core.multiarray", "scalar")
                .dtype(dtype, "<")
                .blob(data)
                .raw(0x86)
                .op('R')
                .stop());
    }
}

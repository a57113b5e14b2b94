package io.skelspark.pickle;

import io.skelspark.tensor.Half;
import java.nio.ByteBuffer;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

/** The number types of PyTorch tensors that are read, with the storage class of each in checkpoints. */
public enum TorchType implements IObjectConstructor, Description.Described {
    FLOAT16("HalfStorage", 2, true) {
        @Override
        double real(ByteBuffer data, int at) {
            return Half.toDouble(data.getShort(at));
        }
    },
    BFLOAT16("BFloat16Storage", 2, true) {
        @Override
        double real(ByteBuffer data, int at) {
            return Float.intBitsToFloat(data.getShort(at) << 16);
        }
    },
    FLOAT32("FloatStorage", 4, true) {
        @Override
        double real(ByteBuffer data, int at) {
            return data.getFloat(at);
        }
    },
    FLOAT64("DoubleStorage", 8, true) {
        @Override
        double real(ByteBuffer data, int at) {
            return data.getDouble(at);
        }
    },
    BOOL("BoolStorage", 1, false) {
        @Override
        long integer(ByteBuffer data, int at) {
            return data.get(at) == 0 ? 0 : 1;
        }
    },
    UINT8("ByteStorage", 1, false) {
        @Override
        long integer(ByteBuffer data, int at) {
            return Byte.toUnsignedLong(data.get(at));
        }
    },
    INT8("CharStorage", 1, false) {
        @Override
        long integer(ByteBuffer data, int at) {
            return data.get(at);
        }
    },
    INT16("ShortStorage", 2, false) {
        @Override
        long integer(ByteBuffer data, int at) {
            return data.getShort(at);
        }
    },
    INT32("IntStorage", 4, false) {
        @Override
        long integer(ByteBuffer data, int at) {
            return data.getInt(at);
        }
    },
    INT64("LongStorage", 8, false) {
        @Override
        long integer(ByteBuffer data, int at) {
            return data.getLong(at);
        }
    };

    private final String storage;
    private final int bytes;
    private final boolean floating;

    TorchType(String storage, int bytes, boolean floating) {
        this.storage = storage;
        this.bytes = bytes;
        this.floating = floating;
    }

    /** Returns the bytes of one stored value. */
    public int bytes() {
        return bytes;
    }

    /** Returns whether values are floating-point numbers, not integers or booleans. */
    public boolean floating() {
        return floating;
    }

    String storage() {
        return storage;
    }

    /** Reads the value at a place in bytes. INT64 is rounded beyond 2^53. */
    double real(ByteBuffer data, int at) {
        return integer(data, at);
    }

    /** Reads the integer at a place in bytes. */
    long integer(ByteBuffer data, int at) {
        throw new IllegalStateException("a tensor of " + this + " holds no integers");
    }

    @Override
    public Object construct(Object[] arguments) {
        throw new PickleException("makes an empty " + storage + ", expected a storage with data");
    }
}

package io.skelspark.pickle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleException;

/** The constructors of what PyTorch puts into pickles. */
final class TorchConstructors {
    /** A dumped storage is a pickle inside a pickle. PyTorch nests no deeper. */
    private static final int DEEPEST = 2;

    private TorchConstructors() {}

    /** Returns the constructors for checkpoints, where the data of tensors lies outside the pickle. */
    static Constructors ofCheckpoints() {
        return Constructors.ofArrays().with(tensors());
    }

    /** Returns the constructors for dumps, where the data of tensors is a byte string inside the pickle. */
    static Constructors ofDumps() {
        return ofDumps(1);
    }

    private static Constructors ofDumps(int depth) {
        return ofCheckpoints()
                .with(Map.of("torch.storage._load_from_bytes", arguments -> loadFromBytes(arguments, depth)));
    }

    private static Map<String, IObjectConstructor> tensors() {
        Map<String, IObjectConstructor> byName = new HashMap<>();
        byName.put("torch._utils._rebuild_tensor", TorchConstructors::tensor);
        byName.put("torch._utils._rebuild_tensor_v2", TorchConstructors::tensor);
        byName.put("torch._utils._rebuild_parameter", arguments -> arguments[0]);
        byName.put("torch._utils._rebuild_parameter_with_state", arguments -> arguments[0]);
        byName.put("torch.Size", arguments -> arguments[0]);
        byName.put("torch.device", arguments -> arguments[0]);
        for (TorchType type : TorchType.values()) {
            byName.put("torch." + type.storage(), type);
            byName.put("torch.storage." + type.storage(), type);
        }
        for (String type : List.of("float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64")) {
            byName.put("torch." + type, new TypeName("torch." + type));
        }
        return byName;
    }

    /** Makes a tensor of (storage, offset, sizes, strides in values, ...); the rest concerns autograd only. */
    private static Object tensor(Object[] arguments) {
        if (!(arguments[0] instanceof TorchStorage storage) || !(arguments[1] instanceof Number offset)) {
            throw new PickleException(
                    "makes a tensor of a " + Description.of(arguments[0]) + ", expected a storage and an offset");
        }
        return new TorchTensor(
                storage, offset.longValue(), NumpyArray.axes(arguments[2]), NumpyArray.axes(arguments[3]));
    }

    private static Object loadFromBytes(Object[] arguments, int depth) {
        if (depth > DEEPEST) {
            throw new PickleException("holds a storage inside a storage inside a storage, expected two levels at most");
        }
        byte[] bytes = (byte[]) arguments[0];
        try (PickleInput input = new PickleInput(new ByteArrayInputStream(bytes), "a dumped storage", bytes.length)) {
            return TorchStream.read(input, ofDumps(depth + 1));
        } catch (IOException broken) {
            throw new PickleException(broken.getMessage(), broken);
        }
    }
}

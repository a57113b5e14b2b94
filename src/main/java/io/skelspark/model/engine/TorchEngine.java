package io.skelspark.model.engine;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.skelspark.train.network.Device;

/** The native engine of this process, set up for many replicas of one thread each. */
public final class TorchEngine {
    static {
        // read when the native library is loaded; a replica on each core is faster than one replica on all cores
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        torch();
    }

    private TorchEngine() {}

    /** Returns the engine itself. */
    static ai.djl.engine.Engine torch() {
        return ai.djl.engine.Engine.getEngine("PyTorch");
    }

    /** Creates a manager of native memory on the processor, which is released when the manager is closed. */
    public static NDManager manager() {
        return manager(Device.CPU);
    }

    /**
     * Creates a manager of native memory on a device, which is released when the manager is closed. An array made from
     * direct memory shares that memory on the processor, and is a copy of it on a GPU.
     *
     * @throws IllegalStateException if the engine does not see that device
     */
    public static NDManager manager(Device device) {
        EngineFacts facts = EngineFacts.read();
        if (!facts.sees(device)) {
            throw new IllegalStateException(facts.lack(device));
        }
        return NDManager.newBaseManager(djl(device), "PyTorch");
    }

    private static ai.djl.Device djl(Device device) {
        return device instanceof Device.Gpu gpu ? ai.djl.Device.gpu(gpu.index()) : ai.djl.Device.cpu();
    }

    /** Creates an empty model of this engine. */
    public static Model model(String name) {
        return Model.newInstance(name, djl(Device.CPU), "PyTorch");
    }

    /** Prepares the calling thread: the engine keeps the gradient mode and the number of its threads for each thread. */
    public static void enter(boolean recordGradients) {
        JniUtils.setGradMode(recordGradients);
        JniUtils.setNumThreads(1);
    }
}

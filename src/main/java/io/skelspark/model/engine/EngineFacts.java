package io.skelspark.model.engine;

import ai.djl.pytorch.engine.PtEngine;
import io.skelspark.train.network.Device;
import java.io.Serializable;

/**
 * The versions and devices of the native engine of this process.
 *
 * @param djl version of Deep Java Library
 * @param libtorch version of the native library
 * @param gpus number of GPUs that it can compute on; 0 if it was built without CUDA
 */
public record EngineFacts(String djl, String libtorch, int gpus) implements Serializable {
    /**
     * Asks the native library, which is loaded first if needed.
     *
     * @throws IllegalStateException if it cannot be loaded, with the reason
     */
    public static EngineFacts read() {
        try {
            ai.djl.engine.Engine engine = TorchEngine.torch();
            return new EngineFacts(ai.djl.engine.Engine.getDjlVersion(), engine.getVersion(), engine.getGpuCount());
        } catch (RuntimeException | LinkageError unusable) {
            Throwable root = unusable;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new IllegalStateException(PtEngine.ENGINE_NAME + " cannot be loaded: " + root, unusable);
        }
    }

    /** Returns whether the engine can compute on that device. */
    public boolean sees(Device device) {
        return !(device instanceof Device.Gpu gpu) || gpu.index() < gpus;
    }

    /** Returns an error text for a device that is missing: which devices there are, which was expected, and how to fix it. */
    public String lack(Device device) {
        String seen = gpus == 0 ? "no GPU" : gpus == 1 ? "one GPU, 0" : gpus + " GPUs, 0 to " + (gpus - 1);
        return "libtorch " + libtorch + " under DJL " + djl + " sees " + seen + ", expected " + device + ". "
                + remedy();
    }

    /** The library that comes with the jar supports the processor only. */
    private static String remedy() {
        return "Check with nvidia-smi that the driver sees it, and give the process a libtorch with CUDA:"
                + " PYTORCH_LIBRARY_PATH, the lib folder of an installed PyTorch 2.7.1; PYTORCH_VERSION=2.7.1;"
                + " PYTORCH_FLAVOR=cu128; and -Djna.library.path, the folder of libcudart if no CUDA toolkit is"
                + " installed (for executors spark.executorEnv.NAME and spark.executor.extraJavaOptions: see the profiles"
                + " in submit/)";
    }
}

package io.skelspark.model.engine;

import ai.djl.pytorch.engine.PtEngine;
import io.skelspark.train.network.Device;
import java.io.Serializable;

/**
 * What the native engine of this process is.
 *
 * @param djl version of Deep Java Library
 * @param libtorch version of the native library
 * @param gpus devices it can compute on beside the processor; 0 where it was built without CUDA
 */
public record EngineFacts(String djl, String libtorch, int gpus) implements Serializable {
    /**
     * Loads the native library where that has not been done and asks it.
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

    /** Whether it can compute on that device. */
    public boolean sees(Device device) {
        return !(device instanceof Device.Gpu gpu) || gpu.index() < gpus;
    }

    /** What it sees in place of a device, what was expected, and how to mend it. */
    public String lack(Device device) {
        String seen = gpus == 0 ? "no GPU" : gpus == 1 ? "one GPU, 0" : gpus + " GPUs, 0 to " + (gpus - 1);
        return "libtorch " + libtorch + " under DJL " + djl + " sees " + seen + ", expected " + device + ". "
                + mending();
    }

    /** The library that comes with the jar knows the processor alone. */
    private static String mending() {
        return "See with nvidia-smi whether the driver sees it, and give the process a libtorch with CUDA:"
                + " PYTORCH_LIBRARY_PATH, the lib folder of an installed PyTorch 2.7.1; PYTORCH_VERSION=2.7.1;"
                + " PYTORCH_FLAVOR=cu128; and -Djna.library.path, the folder of libcudart where no CUDA toolkit is"
                + " installed (for executors spark.executorEnv.NAME and spark.executor.extraJavaOptions: see the profiles"
                + " in submit/)";
    }
}

package io.skelspark.model;

import ai.djl.pytorch.engine.PtEngine;
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
            ai.djl.engine.Engine engine = Engine.torch();
            return new EngineFacts(ai.djl.engine.Engine.getDjlVersion(), engine.getVersion(), engine.getGpuCount());
        } catch (RuntimeException | LinkageError unusable) {
            Throwable root = unusable;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new IllegalStateException(PtEngine.ENGINE_NAME + " cannot be loaded: " + root, unusable);
        }
    }
}

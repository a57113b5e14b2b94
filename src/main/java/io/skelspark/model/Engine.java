package io.skelspark.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** The native engine of this process, set up for many replicas of one thread each. */
final class Engine {
    static {
        // read when the native library is loaded; a replica per core is faster than one replica on all cores
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        torch();
    }

    private Engine() {}

    /** The engine itself. */
    static ai.djl.engine.Engine torch() {
        return ai.djl.engine.Engine.getEngine("PyTorch");
    }

    /** Native memory of its own, returned when it is closed. */
    static NDManager manager() {
        return NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    /** An empty model of this engine. */
    static Model model(String name) {
        return Model.newInstance(name, Device.cpu(), "PyTorch");
    }

    /** Prepares the calling thread: gradient mode and the number of threads below it are kept per thread. */
    static void enter(boolean recordGradients) {
        JniUtils.setGradMode(recordGradients);
        JniUtils.setNumThreads(1);
    }
}

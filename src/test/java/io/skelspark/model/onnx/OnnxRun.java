package io.skelspark.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.skelspark.train.network.Batch;
import java.nio.FloatBuffer;
import java.util.Map;

/** An exported network in ONNX Runtime, which knows nothing of this project. */
public final class OnnxRun implements AutoCloseable {
    private final OrtSession session;

    /** Loads the bytes of a file. */
    public OnnxRun(byte[] file) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        session = OrtEnvironment.getEnvironment().createSession(file, options);
    }

    /** Returns the session. */
    public OrtSession session() {
        return session;
    }

    /** Returns the logits of a batch with one view of each sample. */
    public float[] logits(Batch batch) throws OrtException {
        long[] shape = new long[batch.shape().size() - 1];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = batch.shape().get(axis == 0 ? 0 : axis + 1);
        }
        FloatBuffer values = FloatBuffer.wrap(batch.inputs());
        try (OnnxTensor view = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
                OrtSession.Result result = session.run(Map.of("view", view))) {
            FloatBuffer found = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] logits = new float[found.remaining()];
            found.get(logits);
            return logits;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}

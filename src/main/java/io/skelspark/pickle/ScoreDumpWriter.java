package io.skelspark.pickle;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * A writer of scores in the form of MMAction2's {@code --dump}, which its tool for late fusion reads: a pickled list with
 * one dict per sample. The keys are {@code num_classes}, {@code gt_label}, {@code pred_score} and {@code pred_label};
 * the last three are tensors.
 *
 * @source mmaction/evaluation, DumpResults of mmengine; tools/analysis_tools/report_accuracy.py
 */
public final class ScoreDumpWriter {
    /** The first protocol with an opcode for bytes. */
    private static final int PROTOCOL = 3;

    private ScoreDumpWriter() {}

    /** Returns the bytes of a dump. */
    public static byte[] write(ScoreDump dump) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PickleWriter pickle = new PickleWriter(bytes, PROTOCOL);
        pickle.emptyList().mark();
        for (ScoreDump.DumpedSample sample : dump.samples()) {
            float[] scores = sample.scores();
            pickle.emptyDict().mark().text("num_classes").integer(scores.length);
            pickle.text("gt_label");
            labelTensor(pickle, sample.label());
            pickle.text("pred_score");
            ByteBuffer data = ByteBuffer.allocate(scores.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(scores);
            vector(pickle, TorchType.FLOAT32, scores.length, data.array());
            pickle.text("pred_label");
            labelTensor(pickle, prediction(scores));
            pickle.items();
        }
        pickle.appends().stop();
        return bytes.toByteArray();
    }

    private static void labelTensor(PickleWriter pickle, int label) {
        ByteBuffer data =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(label);
        vector(pickle, TorchType.INT64, 1, data.array());
    }

    private static void vector(PickleWriter pickle, TorchType type, int size, byte[] data) {
        TorchPickles.tensor(pickle, List.of(size), () -> pickle.global("torch.storage", "_load_from_bytes")
                .mark()
                .blob(storage(type, size, data))
                .tuple()
                .reduce());
    }

    /** Returns one storage in the legacy container. */
    private static byte[] storage(TorchType type, int size, byte[] data) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new PickleWriter(stream, 2).integer(TorchStream.MAGIC).stop();
        new PickleWriter(stream, 2).integer(TorchStream.VERSION).stop();
        system(stream);
        new PickleWriter(stream, 2)
                .mark()
                .text("storage")
                .global("torch", type.storage())
                .text("0")
                .text("cpu")
                .integer(size)
                .none()
                .tuple()
                .persistent()
                .stop();
        new PickleWriter(stream, 2).emptyList().mark().text("0").appends().stop();
        stream.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(size)
                .array());
        stream.writeBytes(data);
        return stream.toByteArray();
    }

    /** Writes the format's facts on the machine; the data is little-endian on every machine. */
    private static void system(OutputStream stream) {
        PickleWriter pickle = new PickleWriter(stream, 2).emptyDict().mark();
        pickle.text("protocol_version").integer(TorchStream.VERSION);
        pickle.text("little_endian").yes();
        pickle.text("type_sizes").dict(Map.of("short", 2, "int", 4, "long", 4));
        pickle.items().stop();
    }

    private static int prediction(float[] scores) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        return best;
    }
}

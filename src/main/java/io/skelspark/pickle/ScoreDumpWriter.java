package io.skelspark.pickle;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Writes scores as MMAction2's {@code --dump} does: a pickled list with one dict a sample, {@code num_classes},
 * {@code gt_label}, {@code pred_score} and {@code pred_label}, the last three torch tensors, as its tool for late fusion
 * expects them.
 *
 * @source mmaction/evaluation, DumpResults of mmengine; tools/analysis_tools/report_accuracy.py
 */
public final class ScoreDumpWriter {
    /** The first to know bytes. */
    private static final int PROTOCOL = 3;

    private ScoreDumpWriter() {}

    /** The bytes of a dump. */
    public static byte[] write(ScoreDump dump) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PickleWriter pickle = new PickleWriter(bytes, PROTOCOL);
        pickle.emptyList().mark();
        for (ScoreDump.Sample sample : dump.samples()) {
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

    /** The legacy stream of one storage. */
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

    /** What the format tells of the machine that wrote it; the data is little-endian on all. */
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

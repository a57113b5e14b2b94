package io.skelspark.source;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/**
 * The source of UTD-MHAD, one MATLAB 5 file per clip with a matrix {@code d_skel} (20, 3, T) in metres. Odd subjects form
 * split {@code train}, even ones {@code test}. Attributes are {@code subject} S and {@code take} T.
 *
 * @param folder path of the folder with the files {@code aA_sS_tT_skeleton.mat}; the label is A - 1
 */
public record UtdMhadMat(String folder) implements SkeletonSource {
    private static final String SUFFIX = "_skeleton.mat";
    private static final String VARIABLE = "d_skel";
    private static final Pattern NAME =
            Pattern.compile("a(?<action>\\d{1,4})_s(?<subject>\\d{1,4})_t(?<take>\\d{1,4})");
    /** Far above any clip: a damaged file may claim any size. */
    private static final int MAX_BUFFER = 64 << 20;

    private static final int MOST_VALUES = 1 << 22;

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        return ClipFile.list(folder, ".mat", hadoop);
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        String id = ClipFile.stem(file, SUFFIX);
        return ClipFile.read(file, id, hadoop, content -> List.of(parse(id, content)));
    }

    private static Annotation parse(String id, byte[] content) throws MalformedRecordException {
        Matcher name = NAME.matcher(id);
        if (!name.matches()) {
            throw new MalformedRecordException("file", "'" + id + "'", "a name of the form aA_sS_tT" + SUFFIX);
        }
        Tensor keypoint = keypoint(content);
        int label = Integer.parseInt(name.group("action")) - 1;
        String split = Integer.parseInt(name.group("subject")) % 2 == 1 ? "train" : "test";
        return new Annotation(
                new PoseSample(id, label, keypoint.size(1), null, keypoint, null),
                List.of(split),
                NameAttributes.of(name, "subject", "take"));
    }

    private static Tensor keypoint(byte[] content) throws MalformedRecordException {
        try (Mat5File mat = Mat5.newReader(Sources.wrap(content))
                .setBufferAllocator(new BoundedAllocator())
                .disableSubsystemProcessing()
                .readMat()) {
            return keypoint(matrix(mat));
        } catch (IOException | IllegalArgumentException | IllegalStateException | BufferUnderflowException bad) {
            throw damaged(bad);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | UnsupportedOperationException bad) {
            throw damaged(bad);
        }
    }

    private static MalformedRecordException damaged(Exception bad) {
        String reason = bad.getMessage() == null ? bad.getClass().getSimpleName() : bad.getMessage();
        return new MalformedRecordException("file", reason, "a complete MATLAB 5 file");
    }

    private static Matrix matrix(MatFile mat) throws MalformedRecordException {
        for (MatFile.Entry entry : mat.getEntries()) {
            if (VARIABLE.equals(entry.getName())) {
                Array value = entry.getValue();
                if (value instanceof Matrix matrix && value.getNumDimensions() <= 3 && isSmall(value.getDimensions())) {
                    return matrix;
                }
                throw new MalformedRecordException(
                        VARIABLE,
                        value.getType() + " " + Arrays.toString(value.getDimensions()),
                        "a matrix (20, 3, T)");
            }
        }
        throw new MalformedRecordException(VARIABLE, "no such variable", "a matrix " + VARIABLE + " (20, 3, T)");
    }

    /** A damaged sparse matrix may claim any size. */
    private static boolean isSmall(int[] dimensions) {
        long size = 1;
        for (int dimension : dimensions) {
            size = Math.min(size * Math.max(dimension, 0), Integer.MAX_VALUE);
        }
        return size <= MOST_VALUES;
    }

    /**
     * Returns the joints of a matrix. MATLAB drops a last axis of size 1.
     *
     * @shape (V, C, T) column-major to (1, T, V, C) row-major
     */
    private static Tensor keypoint(Matrix matrix) {
        int[] size = Arrays.copyOf(matrix.getDimensions(), 3);
        int joints = size[0];
        int axes = size[1];
        int frames = matrix.getNumDimensions() < 3 ? 1 : size[2];
        Tensor keypoint = Tensor.zeros(DType.FLOAT32, 1, frames, joints, axes);
        for (int frame = 0; frame < frames; frame++) {
            for (int joint = 0; joint < joints; joint++) {
                for (int axis = 0; axis < axes; axis++) {
                    double value = matrix.getDouble(joint + joints * (axis + axes * frame));
                    keypoint.values()[(frame * joints + joint) * axes + axis] = DType.FLOAT32.round(value);
                }
            }
        }
        return keypoint;
    }

    private static final class BoundedAllocator implements BufferAllocator {
        @Override
        public ByteBuffer allocate(int bytes) {
            if (bytes < 0 || bytes > MAX_BUFFER) {
                throw new IllegalArgumentException(
                        "an entry of " + Integer.toUnsignedString(bytes) + " bytes, expected at most " + MAX_BUFFER);
            }
            return ByteBuffer.allocate(bytes);
        }

        @Override
        public void release(ByteBuffer buffer) {
            // left to the garbage collector
        }
    }
}

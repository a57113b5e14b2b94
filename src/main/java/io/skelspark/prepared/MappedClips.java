package io.skelspark.prepared;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.tensor.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Clips in a file of this process, mapped into memory: the heap holds 12 bytes a clip, whatever the size of the clips.
 *
 * <p>The file is deleted once it is mapped, so that none is left over however the process ends. Its space is free again
 * when the mapping is no longer used.
 */
final class MappedClips {
    /** The size of a segment; one mapping can address less than 2 GiB. */
    static final long SEGMENT_BYTES = 1L << 30;

    private static final int HEADER_BYTES = Integer.BYTES * 11;
    private static final int NONE = -1;

    private final List<MappedByteBuffer> segments;
    private final long[] starts;
    private final int[] labels;

    private MappedClips(List<MappedByteBuffer> segments, long[] starts, int[] labels) {
        this.segments = segments;
        this.starts = starts;
        this.labels = labels;
    }

    int size() {
        return labels.length;
    }

    int label(int index) {
        return labels[index];
    }

    String id(int index) {
        ByteBuffer segment = segment(index);
        int start = (int) starts[index];
        byte[] id = new byte[segment.getInt(start)];
        segment.get(start + HEADER_BYTES, id);
        return new String(id, StandardCharsets.UTF_8);
    }

    /** Returns a clip whose tensors are views of the mapped file. */
    StoredClip clip(int index) {
        ByteBuffer segment = segment(index);
        int start = (int) starts[index];
        int[] header = new int[HEADER_BYTES / Integer.BYTES];
        Arrays.setAll(header, i -> segment.getInt(start + i * Integer.BYTES));
        ImageShape image = header[2] == NONE ? null : new ImageShape(header[2], header[3]);
        int[] shape = Arrays.copyOfRange(header, 4, 8);
        int position = start + HEADER_BYTES + header[0];
        EncodedTensor keypoint = tensor(header[8], shape, segment, position);
        EncodedTensor score =
                header[9] == NONE ? null : tensor(header[9], Arrays.copyOf(shape, 3), segment, position + header[10]);
        return new StoredClip(id(index), labels[index], header[1], image, keypoint, score);
    }

    private static EncodedTensor tensor(int width, int[] shape, ByteBuffer segment, int position) {
        DType dtype = dtype(width);
        return new EncodedTensor(dtype, shape, segment.slice(position, EncodedTensor.bytes(dtype, shape)));
    }

    /** Returns the segment of a clip: the high half of its start; the low half is the position in the segment. */
    private ByteBuffer segment(int index) {
        return segments.get((int) (starts[index] >>> Integer.SIZE)).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the type of a tensor; its header holds the width of a value. */
    private static DType dtype(int bytes) {
        for (DType type : DType.values()) {
            if (type.bytes() == bytes) {
                return type;
            }
        }
        throw new IllegalStateException(
                "a mapped clip of " + bytes + " bytes a value, expected 2, 4 or 8; its file was changed");
    }

    /** A writer of clips, which maps them at the end. */
    static final class Writer implements AutoCloseable {
        private final Path folder;
        private final FileChannel channel;
        private final long segmentBytes;
        private final List<Long> segmentStarts = new ArrayList<>(List.of(0L));
        private final long[] starts;
        private final int[] labels;
        private int count;

        /** Creates the file in a folder, and the folder if it is missing, for a known number of clips. */
        Writer(Path folder, int clips, long segmentBytes) throws ScratchException {
            this.folder = folder;
            this.channel = create(folder);
            this.segmentBytes = segmentBytes;
            this.starts = new long[clips];
            this.labels = new int[clips];
        }

        private static FileChannel create(Path folder) throws ScratchException {
            try {
                Files.createDirectories(folder);
                return FileChannel.open(
                        folder.resolve("skelspark-clips-" + UUID.randomUUID()),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            } catch (IOException failed) {
                throw new ScratchException(folder, failed);
            }
        }

        /** Adds a clip. */
        void add(StoredClip clip) throws ScratchException {
            try {
                append(clip);
            } catch (IOException failed) {
                throw new ScratchException(folder, failed);
            }
        }

        private void append(StoredClip clip) throws IOException {
            byte[] id = clip.id().getBytes(StandardCharsets.UTF_8);
            ImageShape image = clip.image();
            EncodedTensor score = clip.score();
            ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES + id.length).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(id.length).putInt(clip.totalFrames());
            head.putInt(image == null ? NONE : image.height()).putInt(image == null ? NONE : image.width());
            for (int axis : clip.keypoint().shape()) {
                head.putInt(axis);
            }
            int keypointBytes = clip.keypoint().bytes().remaining();
            head.putInt(clip.keypoint().dtype().bytes());
            head.putInt(score == null ? NONE : score.dtype().bytes()).putInt(keypointBytes);
            head.put(id).flip();
            long bytes = (long) head.remaining()
                    + keypointBytes
                    + (score == null ? 0 : score.bytes().remaining());
            starts[count] = start(bytes);
            labels[count++] = clip.label();
            write(head);
            write(clip.keypoint().bytes().duplicate());
            if (score != null) {
                write(score.bytes().duplicate());
            }
        }

        int count() {
            return count;
        }

        /** A clip lies in one segment; if it does not fit, a new segment starts with it. */
        private long start(long bytes) throws IOException {
            long position = channel.position();
            long segmentStart = segmentStarts.get(segmentStarts.size() - 1);
            if (position > segmentStart && position + bytes - segmentStart > segmentBytes) {
                segmentStarts.add(position);
                segmentStart = position;
            }
            return ((long) (segmentStarts.size() - 1) << Integer.SIZE) | (position - segmentStart);
        }

        private void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        MappedClips map() throws ScratchException {
            try {
                return mapped();
            } catch (IOException failed) {
                throw new ScratchException(folder, failed);
            }
        }

        private MappedClips mapped() throws IOException {
            segmentStarts.add(channel.position());
            List<MappedByteBuffer> segments = new ArrayList<>();
            for (int i = 0; i + 1 < segmentStarts.size(); i++) {
                long start = segmentStarts.get(i);
                segments.add(channel.map(FileChannel.MapMode.READ_ONLY, start, segmentStarts.get(i + 1) - start));
            }
            return new MappedClips(segments, Arrays.copyOf(starts, count), Arrays.copyOf(labels, count));
        }

        /** Deletes the file; what is mapped stays readable. */
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

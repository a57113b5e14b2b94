package io.skelspark.prepared;

import io.skelspark.storage.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a clip: its id, label, splits and image size, its joints and scores. The digest of several clips is the
 * SHA-256 of their digests in order. So it is about what a set holds: neither the number of files nor the version of the
 * library that wrote them changes it.
 */
final class ClipDigest {
    private final Sha256 sum = new Sha256();

    private ClipDigest() {}

    /** Returns the digest of a clip, 32 bytes. */
    static byte[] of(StoredClip clip, List<String> splits) {
        ClipDigest digest = new ClipDigest();
        digest.add(clip.id());
        digest.add(clip.label(), clip.totalFrames(), splits.size());
        splits.forEach(digest::add);
        if (clip.image() != null) {
            digest.add(clip.image().height(), clip.image().width());
        }
        digest.add(clip.keypoint());
        digest.add(clip.score());
        return digest.sum.bytes();
    }

    private void add(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length + 1, Integer.BYTES));
        bytes.putInt(numbers.length);
        bytes.asIntBuffer().put(numbers);
        sum.add(bytes.array());
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        sum.add(bytes);
    }

    private void add(@Nullable EncodedTensor tensor) {
        if (tensor == null) {
            add();
            return;
        }
        add(tensor.dtype().bytes());
        add(tensor.shape());
        sum.add(tensor.bytes().slice(0, EncodedTensor.bytes(tensor.dtype(), tensor.shape())));
    }
}

package io.skelspark.train.network;

import io.skelspark.tensor.Views;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Memory outside the Java heap that views are drawn into and a native engine reads in place. It is reused for each batch.
 * Only the values that the last batch drew are erased: a volume of heat maps is nearly all zeros.
 */
public final class InputMemory {
    /** In bytes, the engine's own alignment: results must not depend on the place of a vector in memory. */
    public static final int ALIGNMENT = 64;

    /**
     * One view of a sample.
     *
     * @param input all views of the sample
     * @param index number of the view, from 0
     */
    public record SampleView(Views input, int index) {
        /** Returns all views of a sample. */
        public static List<SampleView> all(Views input) {
            return range(input, 0, input.shape()[0]);
        }

        /** Returns the views from one number to another, which is left out. */
        public static List<SampleView> range(Views input, int from, int until) {
            return IntStream.range(from, until)
                    .mapToObj(index -> new SampleView(input, index))
                    .toList();
        }
    }

    private ByteBuffer bytes = allocate(0);
    private final List<SampleView> drawn = new ArrayList<>();
    private int viewSize;

    /** Allocates direct memory for that many floats, in native order, all zero. */
    public static ByteBuffer allocate(int floats) {
        int size = Math.multiplyExact(floats, Float.BYTES);
        // an aligned slice is cut at its end, too
        ByteBuffer aligned =
                ByteBuffer.allocateDirect(Math.addExact(size, 2 * ALIGNMENT)).alignedSlice(ALIGNMENT);
        return aligned.slice(0, size).order(ByteOrder.nativeOrder());
    }

    /**
     * Draws views of one shape, one after another, in place of those drawn before.
     *
     * @return their float32 values, valid until the next call
     */
    public ByteBuffer draw(List<SampleView> views) {
        int size = views.get(0).input().viewSize();
        int floats = Math.multiplyExact(size, views.size());
        erase();
        if (bytes.capacity() < floats * Float.BYTES) {
            bytes = allocate(floats);
        }
        viewSize = size;
        FloatBuffer target = bytes.asFloatBuffer();
        for (SampleView view : views) {
            int offset = drawn.size() * size;
            drawn.add(view);
            view.input().draw(view.index(), target, offset);
        }
        return bytes.slice(0, floats * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    private void erase() {
        FloatBuffer target = bytes.asFloatBuffer();
        for (int i = 0; i < drawn.size(); i++) {
            SampleView view = drawn.get(i);
            view.input().erase(view.index(), target, i * viewSize);
        }
        drawn.clear();
    }
}

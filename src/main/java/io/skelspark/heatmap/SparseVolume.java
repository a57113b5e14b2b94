package io.skelspark.heatmap;

import io.skelspark.tensor.Half;
import io.skelspark.tensor.Views;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * One volume in half precision without its zeros: runs of values, row by row, and the number of zeros before each run.
 *
 * <p>The arrays are not copied; the caller must not change them afterwards.
 *
 * @param view shape of the view, (K, T, H, W)
 * @param runs two numbers for each run: the number of zeros before it, the number of its values
 * @param values of all runs, the bits of float16
 */
public record SparseVolume(int[] view, int[] runs, short[] values) implements Views {

    /**
     * Checks the runs.
     *
     * @throws IllegalArgumentException if the runs do not fit the values, or reach beyond the view
     */
    public SparseVolume {
        long place = 0;
        long count = 0;
        for (int run = 0; run + 1 < runs.length; run += 2) {
            place += (long) runs[run] + runs[run + 1];
            count += runs[run + 1];
        }
        long size = Arrays.stream(view).asLongStream().reduce(1, (a, b) -> a * b);
        if (runs.length % 2 != 0 || count != values.length || place > size) {
            throw new IllegalArgumentException(runs.length + " numbers of runs with " + count + " values up to place "
                    + place + ", found " + values.length + " values in a view of " + size);
        }
    }

    /**
     * Draws a view and keeps the values that are not zero in half precision.
     *
     * @param scratch as many zeros as a view has values; zero again on return
     */
    public static SparseVolume of(Views views, int view, FloatBuffer scratch) {
        views.draw(view, scratch, 0);
        int size = views.viewSize();
        int[] runs = new int[256];
        short[] values = new short[1024];
        int runCount = 0;
        int count = 0;
        int end = -1;
        for (int i = 0; i < size; i++) {
            float value = scratch.get(i);
            short half = value == 0 ? 0 : Half.fromDouble(value);
            if (half != 0) {
                if (end != i) {
                    runs = runCount == runs.length ? Arrays.copyOf(runs, 2 * runCount) : runs;
                    runs[runCount] = i - Math.max(end, 0);
                    runCount += 2;
                }
                values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
                values[count++] = half;
                runs[runCount - 1]++;
                end = i + 1;
            }
        }
        views.erase(view, scratch, 0);
        int[] shape = views.shape();
        return new SparseVolume(
                Arrays.copyOfRange(shape, 1, shape.length),
                Arrays.copyOf(runs, runCount),
                Arrays.copyOf(values, count));
    }

    /** @shape (1, K, T, H, W) */
    @Override
    public int[] shape() {
        int[] shape = new int[view.length + 1];
        shape[0] = 1;
        System.arraycopy(view, 0, shape, 1, view.length);
        return shape;
    }

    @Override
    public void draw(int index, FloatBuffer target, int offset) {
        int place = offset;
        int next = 0;
        for (int run = 0; run < runs.length; run += 2) {
            place += runs[run];
            for (int i = 0; i < runs[run + 1]; i++) {
                target.put(place++, (float) Half.toDouble(values[next++]));
            }
        }
    }

    @Override
    public void erase(int index, FloatBuffer target, int offset) {
        int place = offset;
        for (int run = 0; run < runs.length; run += 2) {
            place += runs[run];
            for (int i = 0; i < runs[run + 1]; i++) {
                target.put(place++, 0);
            }
        }
    }
}

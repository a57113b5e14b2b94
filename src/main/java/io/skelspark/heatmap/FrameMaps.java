package io.skelspark.heatmap;

import io.skelspark.tensor.Views;
import java.nio.FloatBuffer;

/** Heat maps of frames, drawn one by one. Each frame is a view (K, H, W). */
public interface FrameMaps extends Views {
    /** @shape (frames, K, H, W) */
    @Override
    int[] shape();

    /** Draws the map (H, W) of one channel of a frame into memory that holds zeros there. */
    void drawMap(int frame, int channel, FloatBuffer target, int offset);

    /** Sets the values that {@link #drawMap} of the same map wrote back to zero. */
    void eraseMap(int frame, int channel, FloatBuffer target, int offset);

    /** Returns the number of values of one map. */
    default int mapSize() {
        return shape()[2] * shape()[3];
    }

    @Override
    default void draw(int view, FloatBuffer target, int offset) {
        int size = mapSize();
        for (int channel = 0; channel < shape()[1]; channel++) {
            drawMap(view, channel, target, offset + channel * size);
        }
    }

    @Override
    default void erase(int view, FloatBuffer target, int offset) {
        int size = mapSize();
        for (int channel = 0; channel < shape()[1]; channel++) {
            eraseMap(view, channel, target, offset + channel * size);
        }
    }
}

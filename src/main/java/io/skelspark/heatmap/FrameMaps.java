package io.skelspark.heatmap;

import io.skelspark.tensor.Views;
import java.nio.FloatBuffer;

/** Maps of frames, each frame a view (K, H, W), that can be drawn one by one. */
public interface FrameMaps extends Views {
    /** @shape (frames, K, H, W) */
    @Override
    int[] shape();

    /** Draws the map (H, W) of one channel of a frame into memory that holds zeros there. */
    void drawMap(int frame, int channel, FloatBuffer target, int offset);

    /** Makes what {@link #drawMap} of the same map wrote zero again. */
    void eraseMap(int frame, int channel, FloatBuffer target, int offset);

    /** Number of values of one map. */
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

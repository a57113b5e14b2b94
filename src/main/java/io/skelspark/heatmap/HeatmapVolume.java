package io.skelspark.heatmap;

import io.skelspark.tensor.Views;
import java.nio.FloatBuffer;

/**
 * The heat maps of a sample as volumes over time, one for each view.
 *
 * @param maps heat maps of the frames, view after view; then those of the mirror images, if there are any
 * @param frames T, the number of frames of one view
 */
public record HeatmapVolume(FrameMaps maps, int frames) implements Views {

    /**
     * Checks the number of maps.
     *
     * @throws IllegalArgumentException if the number of maps is not a multiple of {@code frames}
     */
    public HeatmapVolume {
        int all = maps.shape()[0];
        if (frames < 1 || all % frames != 0) {
            throw new IllegalArgumentException("maps of " + all + " frames do not split into views of " + frames
                    + "; expected the frames that UniformSampleFrames chose");
        }
    }

    /** @shape (views, K, T, H, W) */
    @Override
    public int[] shape() {
        int[] shape = maps.shape();
        return new int[] {shape[0] / frames, shape[1], frames, shape[2], shape[3]};
    }

    @Override
    public void draw(int view, FloatBuffer target, int offset) {
        int channels = maps.shape()[1];
        int size = maps.mapSize();
        for (int map = 0; map < channels * frames; map++) {
            maps.drawMap(view * frames + map % frames, map / frames, target, offset + map * size);
        }
    }

    @Override
    public void erase(int view, FloatBuffer target, int offset) {
        int channels = maps.shape()[1];
        int size = maps.mapSize();
        for (int map = 0; map < channels * frames; map++) {
            maps.eraseMap(view * frames + map % frames, map / frames, target, offset + map * size);
        }
    }
}

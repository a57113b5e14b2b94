package io.skelspark.heatmap;

import io.skelspark.tensor.Views;
import java.nio.FloatBuffer;

/**
 * The maps of a sample's clips as volumes over time, each clip a view.
 *
 * @param maps of the frames, clip after clip; then those of the clips' mirror images, if there are any
 * @param frames T, of one clip
 */
public record HeatmapVolume(FrameMaps maps, int frames) implements Views {

    /** @throws IllegalArgumentException if the maps do not split into clips of so many frames */
    public HeatmapVolume {
        int all = maps.shape()[0];
        if (frames < 1 || all % frames != 0) {
            throw new IllegalArgumentException("maps of " + all + " frames do not split into clips of " + frames
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

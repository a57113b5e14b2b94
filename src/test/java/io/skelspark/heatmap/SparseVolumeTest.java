package io.skelspark.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SparseVolumeTest {
    private static HeatmapVolume volume() {
        Random random = new Random(1);
        double[] places = random.doubles(2 * 4 * 5 * 2, -3, 23).toArray();
        double[] scores = random.doubles(2 * 4 * 5).toArray();
        Pose pose = new Pose(
                new Tensor(DType.FLOAT32, new int[] {2, 4, 5, 2}, places),
                new Tensor(DType.FLOAT32, new int[] {2, 4, 5}, scores));
        return new HeatmapVolume(new Heatmaps(pose, new KeypointMarks(5, 0.6), 20, 20, List.of()), 4);
    }

    @Test
    void returnsTheDrawnVolumeInHalfPrecision() {
        HeatmapVolume volume = volume();
        FloatBuffer scratch = FloatBuffer.allocate(volume.viewSize());
        SparseVolume sparse = SparseVolume.of(volume, 0, scratch);
        assertThat(scratch.array()).as("scratch afterwards").containsOnly(0);
        assertThat(sparse.shape()).isEqualTo(volume.shape());

        FloatBuffer found = FloatBuffer.allocate(volume.viewSize() + 2);
        sparse.draw(0, found, 2);
        volume.draw(0, scratch, 0);
        for (int i = 0; i < volume.viewSize(); i++) {
            assertThat((double) found.get(i + 2)).isEqualTo(DType.FLOAT16.round(scratch.get(i)));
        }
        sparse.erase(0, found, 2);
        assertThat(found.array()).as("erased").containsOnly(0);
    }

    @Test
    void holdsAnEmptyAndAFullVolume() {
        SparseVolume empty = SparseVolume.of(Tensor.zeros(DType.FLOAT32, 1, 2, 3), 0, FloatBuffer.allocate(6));
        assertThat(empty.runs()).isEmpty();
        Tensor ones = new Tensor(DType.FLOAT32, new int[] {1, 2}, new double[] {1, 1});
        SparseVolume full = SparseVolume.of(ones, 0, FloatBuffer.allocate(2));
        assertThat(full.runs()).containsExactly(0, 2);
    }

    @Test
    void refusesRunsThatDoNotFit() {
        int[] shape = {2, 3};
        assertThatThrownBy(() -> new SparseVolume(shape, new int[] {0, 2}, new short[1]))
                .hasMessageContaining("found 1 values");
        assertThatThrownBy(() -> new SparseVolume(shape, new int[] {5, 2}, new short[2]))
                .hasMessageContaining("a view of 6");
    }
}

package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Views;
import java.nio.FloatBuffer;

/** What a pipeline of heat maps makes of an annotation: joints as they are drawn, and the volumes, view by view. */
final class HeatmapPipelineChecks {
    private HeatmapPipelineChecks() {}

    static void compare(GoldenCase golden, Npz expected, PoseSample found) {
        HeatmapChecks.compare(golden, expected, found);
        Views views = found.input();
        int[] shape = views.shape();
        assertThat(shape).as(golden.id()).isEqualTo(expected.array("heat.shape").ints());
        int maps = shape[1] * shape[2];
        int mapSize = shape[3] * shape[4];
        double[] sums = new double[shape[0] * maps];
        double[] greatest = new double[sums.length];
        double[] nonzero = new double[sums.length];
        int[] pick = expected.array("heat.pick").ints();
        float[] picked = new float[pick.length / 3 * mapSize];
        FloatBuffer volume = FloatBuffer.allocate(views.viewSize());
        for (int view = 0; view < shape[0]; view++) {
            views.draw(view, volume, 0);
            float[] values = volume.array();
            for (int map = 0; map < maps; map++) {
                int place = view * maps + map;
                for (int i = map * mapSize; i < (map + 1) * mapSize; i++) {
                    sums[place] += values[i];
                    greatest[place] = Math.max(greatest[place], values[i]);
                    nonzero[place] += values[i] == 0 ? 0 : 1;
                }
            }
            for (int i = 0; i < pick.length; i += 3) {
                if (pick[i] == view) {
                    int from = (pick[i + 1] * shape[2] + pick[i + 2]) * mapSize;
                    System.arraycopy(values, from, picked, i / 3 * mapSize, mapSize);
                }
            }
            views.erase(view, volume, 0);
        }
        golden.compare("heat.sum", expected.array("heat.sum").values(), sums);
        golden.compare("heat.max", expected.array("heat.max").values(), greatest);
        golden.compare("heat.nonzero", expected.array("heat.nonzero").values(), nonzero);
        golden.compareWithOutliers("heat.picked", expected.array("heat.picked").values(), picked);
        if (expected.has("out.inputs")) {
            HeatmapChecks.compareViews(golden, "out.inputs", expected.array("out.inputs"), views);
        }
    }
}

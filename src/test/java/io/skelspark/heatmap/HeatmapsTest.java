package io.skelspark.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeatmapsTest {
    private static final List<Pair> LIMB = List.of(new Pair(0, 1));

    /** Returns the persons of one frame, each given by its joints x, y. */
    private static Pose pose(double @Nullable [] scores, double[]... persons) {
        int joints = persons[0].length / 2;
        double[] values = new double[persons.length * joints * 2];
        for (int person = 0; person < persons.length; person++) {
            System.arraycopy(persons[person], 0, values, person * joints * 2, joints * 2);
        }
        return new Pose(
                new Tensor(DType.FLOAT32, new int[] {persons.length, 1, joints, 2}, values),
                scores == null ? null : new Tensor(DType.FLOAT32, new int[] {persons.length, 1, joints}, scores));
    }

    private static Heatmaps joints(Pose pose, int height, int width) {
        return new Heatmaps(pose, new KeypointMarks(pose.joints(), 0.6), height, width, List.of());
    }

    private static Heatmaps limbs(Pose pose, int height, int width) {
        return new Heatmaps(pose, new LimbMarks(LIMB, 0.6), height, width, List.of());
    }

    private static float[] drawn(FrameMaps maps, int view) {
        FloatBuffer target = FloatBuffer.allocate(maps.viewSize() + 3);
        maps.draw(view, target, 3);
        float[] values = new float[maps.viewSize()];
        target.get(3, values);
        maps.erase(view, target, 3);
        assertThat(target.array()).containsOnly(0);
        return values;
    }

    private static void assertRow(float[] map, int row, double... expected) {
        for (int x = 0; x < expected.length; x++) {
            assertThat((double) map[row * expected.length + x]).isCloseTo(expected[x], within(1e-6));
        }
    }

    @Test
    void drawsABellAsHighAsTheScore() {
        float[] map = drawn(joints(pose(new double[] {0.9}, new double[] {3.3, 2.6}), 6, 8), 0);
        assertRow(map, 2, 0, .0003518, .0522047, .4817353, .2763973, .0098602, 0, 0);
        assertThat(map[3 * 8 + 3]).isCloseTo(.6359833f, within(1e-6f));
    }

    @Test
    void drawsTheEdgeOfABellWhosePointIsOutsideTheMap() {
        float[] map = drawn(joints(pose(null, new double[] {-0.9, 2}), 5, 5), 0);
        double[] column = {.0012551, .0809528, .3246525, .0809528, 0};
        for (int y = 0; y < 5; y++) {
            assertThat((double) map[y * 5]).isCloseTo(column[y], within(1e-6));
        }
    }

    @Test
    void drawsARidgeAlongALimb() {
        float[] map = drawn(limbs(pose(new double[] {.8, .6}, new double[] {1.2, 1.5, 5.7, 3.1}), 6, 8), 0);
        assertRow(map, 2, .0573807, .4010764, .5665916, .5856736, .4432494, .2456109, .0996446, .0106883);
    }

    /** Vertical, horizontal, slanted and long limbs, and limbs that leave the map. */
    @Test
    void drawsALimbByTheDistanceToItsNearestPoint() {
        double[][] limbs = {
            {5, 3, 5, 11.5},
            {5.5, 11.5, 5.5, 3},
            {3, 6, 12, 6},
            {12.25, 6.5, 3, 6.5},
            {2, 3, 14, 12},
            {14, 3, 2.5, 12.5},
            {-4, -3, 20, 22},
            {7, 7, 7.001, 12},
            {7, 7, 12, 7.001},
            {-9, 5, -1, 6},
            {30, 40, 50, 60}
        };
        for (double[] limb : limbs) {
            float[] map = drawn(limbs(pose(null, limb), 16, 18), 0);
            for (int i = 0; i < map.length; i++) {
                int row = i / 18;
                double x = i % 18;
                double y = row;
                double expected = isTouched(limb, x, y) ? Math.exp(-distance2(limb, x, y) / 2 / 0.36) : 0;
                assertThat((double) map[i])
                        .as("%s at %s, %s", Arrays.toString(limb), x, y)
                        .isCloseTo(expected, within(1e-6 * expected + 1e-40));
            }
        }
    }

    private static boolean isTouched(double[] limb, double x, double y) {
        return x >= (int) (Math.min(limb[0], limb[2]) - 1.8)
                && x <= (int) (Math.max(limb[0], limb[2]) + 1.8)
                && y >= (int) (Math.min(limb[1], limb[3]) - 1.8)
                && y <= (int) (Math.max(limb[1], limb[3]) + 1.8);
    }

    private static double distance2(double[] limb, double x, double y) {
        double alongX = limb[2] - limb[0];
        double alongY = limb[3] - limb[1];
        double place = ((x - limb[0]) * alongX + (y - limb[1]) * alongY) / (alongX * alongX + alongY * alongY);
        double nearest = Math.min(Math.max(place, 0), 1);
        double offX = x - limb[0] - nearest * alongX;
        double offY = y - limb[1] - nearest * alongY;
        return offX * offX + offY * offY;
    }

    @Test
    void drawsALimbOfLessThanAPixelAsItsFirstJoint() {
        Pose pose = pose(new double[] {.8, .6}, new double[] {3.2, 2.5, 3.7, 2.9});
        float[] limb = drawn(limbs(pose, 6, 8), 0);
        float[] joint = drawn(joints(pose(new double[] {.8}, new double[] {3.2, 2.5}), 6, 8), 0);
        assertThat(limb).isEqualTo(joint);
    }

    @Test
    void keepsTheHigherOfTwoBells() {
        Pose pose = pose(null, new double[] {2, 2}, new double[] {4, 2});
        float[] both = drawn(joints(pose, 5, 7), 0);
        float[] first = drawn(joints(pose(null, new double[] {2, 2}), 5, 7), 0);
        float[] second = drawn(joints(pose(null, new double[] {4, 2}), 5, 7), 0);
        for (int i = 0; i < both.length; i++) {
            assertThat(both[i]).isEqualTo(Math.max(first[i], second[i]));
        }
    }

    @Test
    void drawsNothingForMissingJoints() {
        assertThat(drawn(joints(pose(new double[] {.00009}, new double[] {2, 2}), 5, 5), 0))
                .containsOnly(0);
        assertThat(drawn(joints(pose(new double[] {Double.NaN}, new double[] {2, 2}), 5, 5), 0))
                .containsOnly(0);
        assertThat(drawn(joints(pose(null, new double[] {Double.NaN, 2}), 5, 5), 0))
                .containsOnly(0);
        assertThat(drawn(joints(pose(null, new double[] {1e30, 2}), 5, 5), 0)).containsOnly(0);
        assertThat(drawn(limbs(pose(new double[] {1, 0}, new double[] {1, 1, 3, 3}), 5, 5), 0))
                .containsOnly(0);
        assertThat(drawn(limbs(pose(null, new double[] {1, 1, Double.NaN, 3}), 5, 5), 0))
                .containsOnly(0);
        Pose nobody = new Pose(Tensor.zeros(DType.FLOAT32, 0, 1, 2, 2), null);
        assertThat(drawn(joints(nobody, 5, 5), 0)).containsOnly(0);
    }

    @Test
    void mirrorsMapsAndExchangesTheSides() {
        Pose pose = pose(null, new double[] {1, 1, 5, 3});
        Heatmaps maps = new Heatmaps(pose, new KeypointMarks(2, 0.6), 5, 7, List.of(1, 0));
        float[] given = drawn(maps, 0);
        float[] mirrored = drawn(maps, 1);
        assertThat(maps.shape()).containsExactly(2, 2, 5, 7);
        for (int i = 0; i < given.length; i++) {
            int channel = i / 35;
            int y = i % 35 / 7;
            int x = i % 7;
            assertThat(mirrored[(1 - channel) * 35 + y * 7 + 6 - x]).isEqualTo(given[i]);
        }
    }

    @Test
    void refusesJointsInSpaceAndMapsWithoutPixels() {
        assertThatThrownBy(() -> new Pose(Tensor.zeros(DType.FLOAT32, 1, 1, 2, 3), null))
                .hasMessageContaining("need 2D joints");
        assertThatThrownBy(() -> joints(pose(null, new double[] {1, 1}), 0, 5)).hasMessageContaining("at least 1 x 1");
        assertThatThrownBy(() -> new KeypointMarks(1, 0)).hasMessageContaining("sigma is 0.0");
    }

    @Test
    void putsTheFramesOfAViewIntoAVolume() {
        Tensor keypoint = new Tensor(
                DType.FLOAT32, new int[] {1, 4, 2, 2}, new double[] {1, 1, 2, 2, 3, 3, 4, 4, 1, 4, 2, 3, 4, 1, 3, 2});
        Heatmaps maps = new Heatmaps(new Pose(keypoint, null), new KeypointMarks(2, 0.6), 6, 6, List.of());
        HeatmapVolume volume = new HeatmapVolume(maps, 2);
        assertThat(volume.shape()).containsExactly(2, 2, 2, 6, 6);
        FloatBuffer clip = FloatBuffer.allocate(volume.viewSize());
        volume.draw(1, clip, 0);
        float[] lastFrame = drawn(maps, 3);
        for (int i = 0; i < 36; i++) {
            assertThat(clip.get(3 * 36 + i)).as("channel 1, frame 1").isEqualTo(lastFrame[36 + i]);
            assertThat(clip.get(36 + i)).as("channel 0, frame 1").isEqualTo(lastFrame[i]);
        }
        assertThatThrownBy(() -> new HeatmapVolume(maps, 3)).hasMessageContaining("4 frames do not split");
    }
}

package io.skelspark.model.gcn;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;

/**
 * The graphs of MS-G3D: one for each scale, in which a joint is connected to itself and to the joints that are as many edges
 * away. Its windowed graphs connect the joints of several frames, each frame to each frame like one skeleton.
 *
 * @source pyskl/models/gcns/utils/msg3d_utils.py, k_adjacency and SpatialTemporal_MS_GCN
 */
final class ScaleGraphs {
    private ScaleGraphs() {}

    /**
     * Computes the graph of each scale, its columns divided by their sums.
     *
     * @param skeleton 1 between neighbours (1, V, V)
     * @param frames of a window
     * @shape (scales, frames * V, frames * V) float32
     */
    static Tensor of(Tensor skeleton, int frames, int scales) {
        boolean[][] connected = connected(skeleton, frames);
        int size = connected.length;
        boolean[][] before = new boolean[size][size];
        boolean[][] reached = identity(size);
        double[] values = new double[scales * size * size];
        for (int scale = 0; scale < scales; scale++) {
            for (int column = 0; column < size; column++) {
                int sum = 0;
                for (int row = 0; row < size; row++) {
                    sum += joined(reached, before, row, column) ? 1 : 0;
                }
                for (int row = 0; row < size; row++) {
                    values[(scale * size + row) * size + column] =
                            joined(reached, before, row, column) ? DType.FLOAT32.round(1.0 / sum) : 0;
                }
            }
            before = reached;
            reached = step(reached, connected);
        }
        return new Tensor(DType.FLOAT32, new int[] {scales, size, size}, values);
    }

    /** Returns whether a scale connects two joints: each to itself, and those that it reaches first. */
    private static boolean joined(boolean[][] reached, boolean[][] before, int row, int column) {
        return row == column || (reached[row][column] && !before[row][column]);
    }

    /** Returns what one edge connects, self loops included, within and between the frames of a window. */
    private static boolean[][] connected(Tensor skeleton, int frames) {
        int joints = skeleton.size(1);
        boolean[][] connected = new boolean[frames * joints][frames * joints];
        for (int row = 0; row < connected.length; row++) {
            for (int column = 0; column < connected.length; column++) {
                int from = row % joints;
                int to = column % joints;
                connected[row][column] = from == to || skeleton.values()[from * joints + to] != 0;
            }
        }
        return connected;
    }

    private static boolean[][] identity(int size) {
        boolean[][] identity = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = true;
        }
        return identity;
    }

    /** Returns what can be reached with one more edge. */
    private static boolean[][] step(boolean[][] reached, boolean[][] connected) {
        boolean[][] next = new boolean[reached.length][reached.length];
        for (int row = 0; row < next.length; row++) {
            for (int middle = 0; middle < next.length; middle++) {
                for (int column = 0; reached[row][middle] && column < next.length; column++) {
                    next[row][column] |= connected[middle][column];
                }
            }
        }
        return next;
    }
}

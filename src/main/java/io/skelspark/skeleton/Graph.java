package io.skelspark.skeleton;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The joints of a layout as an undirected graph, and the matrices that graph convolutions are built from.
 *
 * <p>In every matrix, row j and column i describe the path from joint i to joint j. Values are exact or float64.
 *
 * @param layout the joints and their inward edges
 * @source MMAction2 1.2, mmaction/models/utils/graph.py
 */
public record Graph(Layout layout) {

    /**
     * Computes the adjacency stack of a mode.
     *
     * @shape (K, V, V) float32, computed in float64
     */
    public Tensor adjacency(Adjacency mode) {
        List<double[][]> subsets = mode.subsets(this);
        int joints = layout.size();
        double[] values = new double[subsets.size() * joints * joints];
        int next = 0;
        for (double[][] subset : subsets) {
            for (double[] row : subset) {
                for (double value : row) {
                    values[next++] = DType.FLOAT32.round(value);
                }
            }
        }
        return new Tensor(DType.FLOAT32, new int[] {subsets.size(), joints, joints}, values);
    }

    /** Returns the edges towards the centre, (child, parent). */
    public List<Pair> inward() {
        return layout.inward();
    }

    /** Returns the edges away from the centre, (parent, child). */
    public List<Pair> outward() {
        return inward().stream().map(edge -> new Pair(edge.to(), edge.from())).toList();
    }

    /** Returns the edge of every joint to itself. */
    public List<Pair> self() {
        return IntStream.range(0, layout.size())
                .mapToObj(joint -> new Pair(joint, joint))
                .toList();
    }

    /** Returns inward and outward edges, without self loops. */
    public List<Pair> neighbours() {
        return Stream.concat(inward().stream(), outward().stream()).toList();
    }

    /**
     * Returns a matrix with 1 at row {@code to}, column {@code from} of each edge, and 0 elsewhere.
     *
     * @shape (V, V)
     */
    public double[][] edgeMatrix(List<Pair> edges) {
        double[][] matrix = new double[layout.size()][layout.size()];
        for (Pair edge : edges) {
            matrix[edge.to()][edge.from()] = 1;
        }
        return matrix;
    }

    /**
     * Divides each column by its sum. A column of zeros stays.
     *
     * @shape (V, V) to (V, V)
     */
    public double[][] normalised(double[][] matrix) {
        double[][] result = new double[matrix.length][matrix.length];
        for (int column = 0; column < matrix.length; column++) {
            double sum = 0;
            for (double[] row : matrix) {
                sum += row[column];
            }
            for (int row = 0; sum > 0 && row < matrix.length; row++) {
                result[row][column] = matrix[row][column] / sum;
            }
        }
        return result;
    }

    /**
     * Counts the edges on the shortest path between two joints; infinite beyond {@code maxHop}.
     *
     * @shape (V, V)
     */
    public double[][] hopDistance(int maxHop) {
        double[][] distance = new double[layout.size()][layout.size()];
        for (double[] row : distance) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        for (int hop = maxHop; hop >= 0; hop--) {
            boolean[][] reached = reached(hop);
            for (int row = 0; row < distance.length; row++) {
                for (int column = 0; column < distance.length; column++) {
                    if (reached[row][column]) {
                        distance[row][column] = hop;
                    }
                }
            }
        }
        return distance;
    }

    /**
     * 1 between joints exactly {@code hops} edges apart, plus {@code selfFactor} on the diagonal.
     *
     * @param hops from 0, which gives the identity without {@code selfFactor}
     * @shape (V, V)
     */
    public double[][] kAdjacency(int hops, double selfFactor) {
        if (hops == 0) {
            return edgeMatrix(self());
        }
        boolean[][] now = reached(hops);
        boolean[][] before = reached(hops - 1);
        double[][] result = new double[now.length][now.length];
        for (int row = 0; row < now.length; row++) {
            for (int column = 0; column < now.length; column++) {
                result[row][column] = now[row][column] && !before[row][column] ? 1 : 0;
            }
            result[row][row] += selfFactor;
        }
        return result;
    }

    /** Returns whether a joint can be reached over at most {@code steps} edges. */
    private boolean[][] reached(int steps) {
        boolean[][] reached = new boolean[layout.size()][layout.size()];
        for (int joint = 0; joint < reached.length; joint++) {
            reached[joint][joint] = true;
        }
        for (int step = 0; step < steps; step++) {
            boolean[][] next = new boolean[reached.length][];
            Arrays.setAll(next, row -> reached[row].clone());
            for (Pair edge : neighbours()) {
                for (int column = 0; column < reached.length; column++) {
                    next[edge.to()][column] |= reached[edge.from()][column];
                }
            }
            System.arraycopy(next, 0, reached, 0, next.length);
        }
        return reached;
    }
}

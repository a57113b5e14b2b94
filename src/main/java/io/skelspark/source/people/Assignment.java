package io.skelspark.source.people;

import java.util.Arrays;

/**
 * The assignment of rows to columns of least total cost, by the Hungarian method: O(n^2 m) time for n rows and m columns.
 *
 * @source H. W. Kuhn, The Hungarian method for the assignment problem, 1955; the form with potentials
 */
final class Assignment {
    private static final int FREE = -1;

    private final double[][] cost;
    private final int columns;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] rowOf;

    private Assignment(double[][] cost, int columns) {
        this.cost = cost;
        this.columns = columns;
        rowPotential = new double[cost.length];
        columnPotential = new double[columns];
        rowOf = new int[columns];
        Arrays.fill(rowOf, FREE);
    }

    /**
     * Returns the column of each row, no two the same.
     *
     * @param cost (n, m), finite, n at most m
     * @param columns m
     */
    static int[] columns(double[][] cost, int columns) {
        Assignment assignment = new Assignment(cost, columns);
        for (int row = 0; row < cost.length; row++) {
            assignment.add(row);
        }
        int[] columnOf = new int[cost.length];
        for (int column = 0; column < columns; column++) {
            if (assignment.rowOf[column] != FREE) {
                columnOf[assignment.rowOf[column]] = column;
            }
        }
        return columnOf;
    }

    /** Finds the cheapest chain of exchanges, from a row without a column to a free column, and makes them. */
    private void add(int newRow) {
        double[] slack = new double[columns];
        int[] before = new int[columns];
        boolean[] done = new boolean[columns];
        Arrays.fill(slack, Double.POSITIVE_INFINITY);
        Arrays.fill(before, FREE);
        int at = FREE;
        int row = newRow;
        while (row != FREE) {
            int nearest = FREE;
            for (int column = 0; column < columns; column++) {
                if (!done[column]) {
                    double reduced = cost[row][column] - rowPotential[row] - columnPotential[column];
                    if (reduced < slack[column]) {
                        slack[column] = reduced;
                        before[column] = at;
                    }
                    if (nearest == FREE || slack[column] < slack[nearest]) {
                        nearest = column;
                    }
                }
            }
            move(newRow, slack, done, slack[nearest]);
            done[nearest] = true;
            at = nearest;
            row = rowOf[at];
        }
        while (at != FREE) {
            rowOf[at] = before[at] == FREE ? newRow : rowOf[before[at]];
            at = before[at];
        }
    }

    private void move(int newRow, double[] slack, boolean[] done, double by) {
        rowPotential[newRow] += by;
        for (int column = 0; column < columns; column++) {
            if (done[column]) {
                rowPotential[rowOf[column]] += by;
                columnPotential[column] -= by;
            } else {
                slack[column] -= by;
            }
        }
    }
}

package io.skelspark.source.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    @Test
    void prefersTheLeastTotalToTheLeastPair() {
        assertThat(Assignment.columns(new double[][] {{1, 2}, {2, 9}}, 2)).containsExactly(1, 0);
    }

    @Test
    void assignsNothingToNothing() {
        assertThat(Assignment.columns(new double[0][], 3)).isEmpty();
    }

    @Test
    void isAsCheapAsTheBestOfAllAssignments() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = rows + random.nextInt(3);
            double[][] cost = new double[rows][columns];
            for (double[] row : cost) {
                for (int column = 0; column < columns; column++) {
                    row[column] = random.nextInt(12) - 2;
                }
            }
            int[] chosen = Assignment.columns(cost, columns);
            double total = 0;
            for (int row = 0; row < rows; row++) {
                total += cost[row][chosen[row]];
            }
            assertThat(chosen).doesNotHaveDuplicates();
            assertThat(total).isEqualTo(best(cost, 0, new boolean[columns]));
        }
    }

    private static double best(double[][] cost, int row, boolean[] taken) {
        if (row == cost.length) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                best = Math.min(best, cost[row][column] + best(cost, row + 1, taken));
                taken[column] = false;
            }
        }
        return best;
    }
}

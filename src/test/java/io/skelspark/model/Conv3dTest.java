package io.skelspark.model;

import ai.djl.ndarray.types.Shape;
import io.skelspark.model.DefinedConvolution.Meeting;
import io.skelspark.model.layer.Conv3d;
import io.skelspark.model.layer.Conv3d.Geometry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions over images against their definition, whichever way they are computed. */
class Conv3dTest {
    private static final int IN = 3;
    private static final int OUT = 2;
    private static final int FRAMES = 2;

    /** Images of one sample, narrow and wide. */
    @ParameterizedTest
    @CsvSource({"12, 3, 1", "12, 3, 2", "64, 3, 1", "64, 3, 2", "64, 7, 1"})
    void givesWhatTheDefinitionDoes(int rows, int side, int stride) {
        int outRows = (rows - 1) / stride + 1;
        DefinedConvolution definition = meeting -> define(rows, side, stride, meeting);
        definition.compare(
                scope -> Conv3d.declare(scope, IN, OUT, new Geometry(1, side, 1, stride)),
                new Shape(1, IN, FRAMES, rows, rows),
                new Shape(1, OUT, FRAMES, outRows, outRows),
                2e-3f);
    }

    private static void define(int rows, int side, int stride, Meeting meeting) {
        int outRows = (rows - 1) / stride + 1;
        for (int output = 0; output < OUT * FRAMES * outRows * outRows; output++) {
            int column = output % outRows;
            int row = output / outRows % outRows;
            int frame = output / outRows / outRows % FRAMES;
            int out = output / outRows / outRows / FRAMES;
            for (int weight = 0; weight < IN * side * side; weight++) {
                int y = row * stride + weight / side % side - side / 2;
                int x = column * stride + weight % side - side / 2;
                int in = weight / side / side;
                if (y >= 0 && y < rows && x >= 0 && x < rows) {
                    meeting.meet(
                            output, out * IN * side * side + weight, ((in * FRAMES + frame) * rows + y) * rows + x);
                }
            }
        }
    }
}

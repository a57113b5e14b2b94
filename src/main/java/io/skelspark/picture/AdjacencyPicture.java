package io.skelspark.picture;

import io.skelspark.skeleton.Layout;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** A picture of a skeleton graph's adjacency: each subset as a matrix, rows and columns named by joint. */
public final class AdjacencyPicture {
    private AdjacencyPicture() {}

    /**
     * Draws all subsets in one picture.
     *
     * @param name of the file, without ending
     * @param graph (K, V, V): row j, column i is the weight from joint i to joint j
     */
    public static Picture of(String name, Layout layout, Tensor graph) {
        int joints = layout.size();
        ContactSheet sheet = new ContactSheet(
                "Adjacency " + Arrays.toString(graph.shape()) + " of layout " + layout.name(), List.of(), List.of());
        for (int subset = 0; subset < graph.size(0); subset++) {
            double[][] matrix = new double[joints][];
            for (int row = 0; row < joints; row++) {
                int first = (subset * joints + row) * joints;
                matrix[row] = Arrays.copyOfRange(graph.values(), first, first + joints);
            }
            sheet.add("", new MatrixChart("subset " + subset, layout.joints(), matrix).image("to", "from"));
        }
        return Picture.png(name, sheet.image());
    }
}

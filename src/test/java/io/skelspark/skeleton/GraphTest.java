package io.skelspark.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {
    private static final Graph TOY = new Graph(new Layout(
            "toy",
            List.of("0", "1", "2", "3"),
            0,
            List.of(new Pair(1, 0), new Pair(2, 1), new Pair(3, 1)),
            List.of(),
            Layout.Sides.NONE,
            List.of(),
            Layout.Sides.NONE));

    @Test
    void splitsTheToyGraphIntoSelfInwardAndOutward() {
        assertThat(TOY.adjacency(new Adjacency.Spatial()).values())
                .containsExactly(
                        1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, //
                        0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, //
                        0, 0, 0, 0, 1, 0, 0, 0, 0, 0.5, 0, 0, 0, 0.5, 0, 0);
    }

    @Test
    void splitsTheToyGraphByDistanceFromTheCentre() {
        assertThat(TOY.adjacency(new Adjacency.StgcnSpatial(1)).values())
                .containsExactly(
                        0.5, 0, 0, 0, 0, 0.25, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.5, //
                        0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.25, 0, 0, 0, 0.25, 0, 0, //
                        0, 0.25, 0, 0, 0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void takesNeighboursOfNeighboursForTwoHops() {
        Tensor found = TOY.adjacency(new Adjacency.StgcnSpatial(2));
        assertThat(found.shape()).containsExactly(5, 4, 4);
        assertThat(IntStream.range(0, 80).filter(i -> found.values()[i] != 0))
                .containsExactly(0, 5, 10, 15, 20, 25, 29, 33, 38, 39, 56, 59, 60, 62, 66, 67);
        assertThat(found.values()).containsOnly(0, 0.25);
    }

    @Test
    void joinsNeighboursInOneMatrix() {
        assertThat(TOY.adjacency(new Adjacency.BinaryAdj()).values())
                .containsExactly(0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "coco, spatial, 17 16 16, -1.41254037",
        "coco, stgcn_spatial, 17 22 10, -0.82372517",
        "coco, binary_adj, 32, 2.33670525",
        "nturgb+d, spatial, 25 24 24, -1.14397442",
        "nturgb+d, stgcn_spatial, 25 40 8, -1.22263779",
        "nturgb+d, binary_adj, 48, 0.33823889",
        "openpose, spatial, 18 17 17, -0.35327921",
        "openpose, stgcn_spatial, 18 25 9, -0.92983527",
        "openpose, binary_adj, 34, 1.23255098"
    })
    void matchesTheTableOfTheReference(String layout, String mode, String nonzeros, double checksum) {
        Tensor found = new Graph(LayoutConfig.load(layout)).adjacency(Adjacency.of(mode, 1));
        int size = found.size(1) * found.size(2);
        List<String> counts = IntStream.range(0, found.size(0))
                .mapToObj(subset -> Arrays.stream(found.values(), subset * size, (subset + 1) * size)
                        .filter(value -> value != 0)
                        .count())
                .map(Object::toString)
                .toList();
        assertThat(String.join(" ", counts)).isEqualTo(nonzeros);
        double sum = IntStream.range(0, found.values().length)
                .mapToDouble(i -> found.values()[i] * Math.sin(0.1 * i))
                .sum();
        assertThat(sum).isCloseTo(checksum, within(1e-6));
    }

    @Test
    void refusesAnUnknownMode() {
        assertThatThrownBy(() -> Adjacency.of("random", 1)).hasMessageContaining("'random'");
        assertThatThrownBy(() -> new Adjacency.StgcnSpatial(0)).hasMessageContaining("max-hop is 0");
    }
}

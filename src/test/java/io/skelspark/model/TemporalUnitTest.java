package io.skelspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.model.gcn.MSTCN;
import io.skelspark.model.gcn.TemporalUnit;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Reference;
import io.skelspark.model.layer.Weights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The multi-scale temporal unit against its definition, with branches of any width. */
class TemporalUnitTest {
    private static final int CHANNELS = 16;

    static List<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (PassMode mode : PassMode.values()) {
            for (double midChannels : new double[] {0, 0.125, 0.4}) {
                all.add(Arguments.of(mode, midChannels, 1));
                all.add(Arguments.of(mode, midChannels, 2));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void looksAtFramesAsDefined(PassMode mode, double midChannels, int stride) {
        TemporalUnit unit = new MSTCN(0, midChannels);
        SpatialUnitTest.compare(
                CHANNELS,
                mode,
                scope -> unit.declare(
                        scope, new TemporalUnit.Shape(CHANNELS, 5, stride), Conv2d.FirstValues.KAIMING_NORMAL),
                (units, input) -> units.mstcn(stride, input));
    }

    private static List<String> shapes(double midChannels) {
        Weights weights = new Weights(Reference.MMACTION2);
        new MSTCN(0, midChannels)
                .declare(
                        weights.scope("unit"),
                        new TemporalUnit.Shape(CHANNELS, 5, 1),
                        Conv2d.FirstValues.KAIMING_NORMAL);
        return weights.layout().entries().stream()
                .filter(entry -> entry.name().matches("unit.(branches.[0145].*|transform.[02]).weight"))
                .map(entry -> entry.name() + entry.shape())
                .toList();
    }

    @Test
    void sharesTheWidthUnlessARatioIsGiven() {
        assertThat(shapes(0))
                .containsExactly(
                        "unit.branches.0.0.weight[6, 16, 1, 1]",
                        "unit.branches.0.1.weight[6]",
                        "unit.branches.0.3.conv.weight[6, 6, 3, 1]",
                        "unit.branches.1.0.weight[2, 16, 1, 1]",
                        "unit.branches.1.1.weight[2]",
                        "unit.branches.1.3.conv.weight[2, 2, 3, 1]",
                        "unit.branches.4.0.weight[2, 16, 1, 1]",
                        "unit.branches.4.1.weight[2]",
                        "unit.branches.5.weight[2, 16, 1, 1]",
                        "unit.transform.0.weight[16]",
                        "unit.transform.2.weight[16, 16, 1, 1]");
        assertThat(shapes(0.25))
                .contains(
                        "unit.branches.0.0.weight[4, 16, 1, 1]",
                        "unit.branches.1.3.conv.weight[4, 4, 3, 1]",
                        "unit.branches.5.weight[4, 16, 1, 1]",
                        "unit.transform.0.weight[24]",
                        "unit.transform.2.weight[16, 24, 1, 1]");
    }

    @Test
    void refusesBranchesWithoutChannels() {
        assertThatThrownBy(() -> shapes(0.01)).hasMessageContaining("an mstcn of 16 channels have none");
        assertThatThrownBy(() -> new MSTCN(0, 1.5)).hasMessageContaining("tcn-mid-channels is 1.5");
    }
}

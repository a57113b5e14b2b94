package io.skelspark.pipeline.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.prepared.Manifest;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void countsAndAddsUp() {
        Histogram some = new Histogram();
        some.add(7);
        some.add(3);
        Histogram others = new Histogram();
        others.add(3);
        others.add(40);
        some.add(others);
        assertThat(some.spread()).isEqualTo(new Manifest.Spread(3, 3, 40));
        some.add(9);
        assertThat(some.spread()).isEqualTo(new Manifest.Spread(3, 7, 40));
        assertThat(some.below(7)).isEqualTo(2);
        assertThat(some.above(7)).isEqualTo(2);
        assertThat(new Histogram().spread()).isEqualTo(new Manifest.Spread(0, 0, 0));
    }
}

package io.skelspark.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DTypeTest {
    @Test
    void roundsToHalfPrecisionAsTheExactConversionDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double value = Math.scalb(random.nextGaussian(), random.nextInt(50) - 30);
            assertThat(DType.FLOAT16.round(value)).isEqualTo(Half.toDouble(Half.fromDouble(value)));
        }
    }

    @Test
    void keepsEveryHalfAndRoundsTheMiddleBetweenTwoToTheEvenOne() {
        for (int bits = 0; bits < 0x7bff; bits++) {
            double half = Half.toDouble((short) bits);
            double next = Half.toDouble((short) (bits + 1));
            assertThat(DType.FLOAT16.round(half)).isEqualTo(half);
            assertThat(DType.FLOAT16.round(-half)).isEqualTo(-half);
            assertThat(DType.FLOAT16.round((half + next) / 2)).isEqualTo(bits % 2 == 0 ? half : next);
        }
    }

    @Test
    void givesInfinityFrom65520Up() {
        assertThat(DType.FLOAT16.round(65519.9)).isEqualTo(65504);
        assertThat(DType.FLOAT16.round(65520)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(DType.FLOAT16.round(-1e9)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(DType.FLOAT16.round(Double.NaN)).isNaN();
    }

    @Test
    void refusesAnUnknownDescriptor() {
        assertThatThrownBy(() -> DType.of("<i4")).hasMessageContaining("<i4").hasMessageContaining("<f2, <f4, <f8");
    }
}

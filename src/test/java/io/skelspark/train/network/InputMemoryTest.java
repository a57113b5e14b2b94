package io.skelspark.train.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import io.skelspark.tensor.Views;
import io.skelspark.train.network.InputMemory.SampleView;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputMemoryTest {
    /** Views of three values, one of which is not 0. */
    private record Spot(int place) implements Views {
        @Override
        public int[] shape() {
            return new int[] {2, 3};
        }

        @Override
        public void draw(int view, FloatBuffer target, int offset) {
            target.put(offset + place, view + 1);
        }

        @Override
        public void erase(int view, FloatBuffer target, int offset) {
            target.put(offset + place, 0);
        }
    }

    private static float[] values(ByteBuffer bytes) {
        float[] values = new float[bytes.capacity() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    @Test
    void drawsViewsOneAfterAnotherInPlaceOfTheLastOnes() {
        InputMemory memory = new InputMemory();
        List<SampleView> views = new ArrayList<>(SampleView.all(new Spot(0)));
        views.addAll(SampleView.all(new Spot(2)));
        assertThat(values(memory.draw(views))).containsExactly(1, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 2);
        assertThat(values(memory.draw(SampleView.range(new Spot(1), 1, 2)))).containsExactly(0, 2, 0);
        assertThat(values(memory.draw(views))).containsExactly(1, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 2);
    }

    @Test
    void isEmptyAfterTheViewsOfAnotherShape() {
        InputMemory memory = new InputMemory();
        Tensor ones = new Tensor(DType.FLOAT32, new int[] {1, 5}, new double[] {1, 1, 1, 1, 1});
        memory.draw(SampleView.all(ones));
        assertThat(values(memory.draw(SampleView.range(new Spot(1), 0, 1)))).containsExactly(0, 1, 0);
    }

    @Test
    void isAlignedAsMemoryOfTheEngine() {
        for (int floats : new int[] {0, 1, 17, 1000}) {
            ByteBuffer bytes = InputMemory.allocate(floats);
            assertThat(bytes.isDirect()).isTrue();
            assertThat(bytes.capacity()).isEqualTo(floats * Float.BYTES);
            assertThat(bytes.alignmentOffset(0, InputMemory.ALIGNMENT)).isZero();
        }
    }
}

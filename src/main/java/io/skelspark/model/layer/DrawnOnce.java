package io.skelspark.model.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An initializer whose values are drawn for the first weight of a state and repeated for the others. */
final class DrawnOnce implements Initializer {
    private final Initializer drawn;
    private final List<Float> values = new ArrayList<>();
    /** Generator of the state that the values belong to. */
    private @Nullable Random state;

    DrawnOnce(Initializer drawn) {
        this.drawn = drawn;
    }

    @Override
    public float value(int index, Random random) {
        if (random != state) {
            state = random;
            values.clear();
        }
        if (index == values.size()) {
            values.add(drawn.value(index, random));
        }
        return values.get(index);
    }
}

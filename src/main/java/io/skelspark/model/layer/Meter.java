package io.skelspark.model.layer;

import ai.djl.ndarray.types.Shape;

/** Is told what a network computes while it runs. */
public interface Meter {
    /** Does not listen. */
    Meter NONE = new Meter() {
        @Override
        public void count(Operator operator, long multiplyAdds) {}

        @Override
        public void stage(String name, Shape output) {}
    };

    /** What counts; adding two activations, rectifiers, maxima and products by element do not. */
    enum Operator {
        /** Weights times places of the output, per sample. */
        CONVOLUTION,
        /** Two for each value. */
        BATCH_NORM,
        /** Rows of the left times size of the right. */
        MATRIX_PRODUCT,
        /** One for each value that is averaged. */
        AVERAGE_POOL,
        /** Rows times inputs times outputs. */
        LINEAR
    }

    /** An operation was run. */
    void count(Operator operator, long multiplyAdds);

    /** A stage of the network has ended; what was counted since the last one belongs to it. */
    void stage(String name, Shape output);
}

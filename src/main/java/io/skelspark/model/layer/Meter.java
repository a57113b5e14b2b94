package io.skelspark.model.layer;

import ai.djl.ndarray.types.Shape;

/** A listener that is told what a network computes while it runs. */
public interface Meter {
    /** A meter that ignores everything. */
    Meter NONE = new Meter() {
        @Override
        public void count(Operator operator, long multiplyAdds) {}

        @Override
        public void stage(String name, Shape output) {}
    };

    /** The operations that count. Sums of two activations, rectifiers, maxima and products by element do not. */
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

    /** Called after an operation. */
    void count(Operator operator, long multiplyAdds);

    /** Called at the end of a stage of the network; the operations since the last stage belong to it. */
    void stage(String name, Shape output);
}

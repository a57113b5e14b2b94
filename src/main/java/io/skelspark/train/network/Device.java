package io.skelspark.train.network;

import java.io.Serializable;

/** A device that a network computes on. */
public sealed interface Device extends Serializable {
    /** The processor. */
    Device CPU = new Cpu();

    /** The processor, whose memory is that of the process. */
    record Cpu() implements Device {
        @Override
        public String kind() {
            return "cpu";
        }

        @Override
        public String toString() {
            return "the processor";
        }
    }

    /**
     * A GPU, which has memory of its own: values are copied there and back.
     *
     * @param index number among the GPUs that the process sees, from 0
     */
    record Gpu(int index) implements Device {
        /**
         * Checks the index.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Gpu {
            if (index < 0) {
                throw new IllegalArgumentException("the index of a GPU is " + index + ", expected 0 or more");
            }
        }

        @Override
        public String kind() {
            return "gpu";
        }

        @Override
        public String toString() {
            return "GPU " + index;
        }
    }

    /** Returns the name of its kind in settings; devices of one kind give the same results. */
    String kind();
}

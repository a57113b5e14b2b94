package io.skelspark.model.layer;

import io.skelspark.skeleton.Keyed;

/** The project whose names and first values a network has. Both compute the same from the same weights. */
public enum Reference implements Keyed {
    /** MMAction2. */
    MMACTION2 {
        @Override
        public String graphClassifier() {
            return "fc";
        }

        @Override
        public Conv2d.FirstValues temporal() {
            return Conv2d.FirstValues.KAIMING_NORMAL;
        }
    },
    /** PYSKL. */
    PYSKL {
        @Override
        public String graphClassifier() {
            return "fc_cls";
        }

        @Override
        public Conv2d.FirstValues temporal() {
            return Conv2d.FirstValues.DEFAULT;
        }
    };

    /** Returns the name of the linear layer of a graph network's head. */
    public abstract String graphClassifier();

    /** Returns the first values of convolutions over frames that the backbone does not start itself. */
    public abstract Conv2d.FirstValues temporal();
}

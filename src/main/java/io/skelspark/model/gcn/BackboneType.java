package io.skelspark.model.gcn;

import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Reference;

/**
 * A backbone of the reference that is a list of blocks, with the names that it gives to its state and the first values of
 * its temporal units. Its name is the value of the setting {@code model.type}.
 */
public enum BackboneType {
    /** ST-GCN and ST-GCN++. */
    STGCN("gcn", "gcn", "tcn", false) {
        @Override
        Conv2d.FirstValues temporalStart(Reference reference) {
            return reference.temporal();
        }
    },
    /** 2s-AGCN and AAGCN. */
    AAGCN("gcn", "gcn", "tcn", true) {
        @Override
        Conv2d.FirstValues temporalStart(Reference reference) {
            return Conv2d.FirstValues.KAIMING_NORMAL;
        }
    },
    /** CTR-GCN. */
    CTRGCN("net", "gcn1", "tcn1", true) {
        @Override
        Conv2d.FirstValues temporalStart(Reference reference) {
            return Conv2d.FirstValues.KAIMING_NORMAL;
        }
    },
    /** DG-STGCN. */
    DGSTGCN("gcn", "gcn", "tcn", false) {
        @Override
        Conv2d.FirstValues temporalStart(Reference reference) {
            return Conv2d.FirstValues.DEFAULT;
        }
    };

    private final String blocks;
    private final String spatial;
    private final String temporal;
    private final boolean keepsGraph;

    BackboneType(String blocks, String spatial, String temporal, boolean keepsGraph) {
        this.blocks = blocks;
        this.spatial = spatial;
        this.temporal = temporal;
        this.keepsGraph = keepsGraph;
    }

    /** Returns the name of the list of blocks in a state dict. */
    String blocks() {
        return blocks;
    }

    /** Returns the name of the spatial unit of a block. */
    String spatial() {
        return spatial;
    }

    /** Returns the name of the temporal unit of a block. */
    String temporal() {
        return temporal;
    }

    /** Returns whether the backbone keeps the graph as a buffer A that nothing reads. */
    boolean keepsGraph() {
        return keepsGraph;
    }

    /** Returns the first values of the temporal units. */
    abstract Conv2d.FirstValues temporalStart(Reference reference);
}

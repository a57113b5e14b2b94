package io.skelspark.model.gcn;

/**
 * The names that a backbone of the reference gives to its state.
 *
 * @param type the backbone's own name, which is also the value of the setting {@code model.type}
 * @param blocks its list of blocks
 * @param spatial the spatial unit of a block
 * @param temporal the temporal unit of a block
 * @param graph whether the state holds the graph a second time
 */
public record BackboneNames(String type, String blocks, String spatial, String temporal, SpareGraph graph) {
    /** A graph that the reference's backbone keeps and never reads; checkpoints hold it. */
    public enum SpareGraph {
        /** There is none. */
        NONE,
        /** It is the buffer A. */
        KEPT
    }
}

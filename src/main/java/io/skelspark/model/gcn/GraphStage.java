package io.skelspark.model.gcn;

import java.io.Serializable;

/**
 * The units of one stage of a backbone.
 *
 * @param spatial carries features along the graph
 * @param temporal looks at neighbouring frames
 */
public record GraphStage(SpatialUnit spatial, TemporalUnit temporal) implements Serializable {}

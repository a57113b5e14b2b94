package io.skelspark.model.gcn;

import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;

/** Which spatial unit the blocks of a backbone have. */
sealed interface SpatialUnit extends Serializable permits UnitGCN.Settings, UnitAAGCN.Settings {
    /** Declares the weights. @return a layer from (N, in, T, V) to (N, out, T, V) */
    Layer declare(Weights.Scope scope, int in, int out, Tensor graph);
}

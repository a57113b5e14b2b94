/**
 * The devices of ranks: the executors of an application, and the processors and GPUs that Spark hands out on them.
 *
 * <p>Neighbours: the stage of ranks and the training job ask here; {@link io.skelspark.train.network.Device} is what a rank is
 * given. CUDA and DJL are not named here: whether libtorch sees a GPU is {@code model}'s knowledge.
 */
@NullMarked
package io.skelspark.cluster.device;

import org.jspecify.annotations.NullMarked;

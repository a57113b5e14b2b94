/**
 * Recognisers on Deep Java Library (PyTorch engine). Only this package and those below it name the library: {@code layer}
 * holds what every network is built of, {@code gcn} the graph convolutional networks. They implement what
 * {@link io.skelspark.train} asks of a network, run on one device and know nothing of distribution.
 */
@NullMarked
package io.skelspark.model;

import org.jspecify.annotations.NullMarked;

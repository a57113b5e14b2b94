package io.skelspark.train;

import io.skelspark.tensor.Views;

/**
 * A sample as a network takes it.
 *
 * @param input its views, drawn when they are needed
 * @param label class, from 0
 */
public record Sample(Views input, int label) {}

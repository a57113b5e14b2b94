package io.skelspark.train;

import io.skelspark.tensor.Views;

/**
 * One sample as a network takes it.
 *
 * @param input its views, drawn when they are wanted
 * @param label its class, from 0
 */
public record Sample(Views input, int label) {}

package io.skelspark.skeleton;

import java.io.Serializable;

/**
 * The size of the frames that 2D joints were found in.
 *
 * @param height pixels
 * @param width pixels
 */
public record ImageShape(int height, int width) implements Serializable {}

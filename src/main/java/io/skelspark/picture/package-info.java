/**
 * Pictures: skeletons and heat-map volumes over time, adjacency matrices, curves, confusion matrices,
 * timelines of recordings, and the report page.
 *
 * <p>Everything is drawn from plain values in memory and ends in bytes; the pipeline reads and writes the files. JFreeChart
 * and AWT stay in this package: nothing else names them. No screen is needed.
 */
@NullMarked
package io.skelspark.picture;

import org.jspecify.annotations.NullMarked;

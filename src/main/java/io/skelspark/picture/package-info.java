/**
 * Pictures: skeletons and heat-map volumes over time, adjacency matrices, curves, confusions, and the page that shows
 * them. Everything is drawn from plain values in memory and ends in bytes; the stages read and write the files. The
 * charts are JFreeChart's, which stays in this package; no screen is needed.
 */
@NullMarked
package io.skelspark.picture;

import org.jspecify.annotations.NullMarked;

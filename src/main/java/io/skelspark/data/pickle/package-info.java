/**
 * Python pickles, read without running anything in them: annotations, NumPy arrays, PyTorch checkpoints and score
 * dumps. It builds on Spark's pickle library and makes the values of {@code io.skelspark.skeleton}.
 */
@NullMarked
package io.skelspark.data.pickle;

import org.jspecify.annotations.NullMarked;

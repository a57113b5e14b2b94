/**
 * Pickles of Python, with NumPy's arrays and PyTorch's containers inside, and files of NumPy's arrays: read without running
 * code from them, and written.
 *
 * <p>Callers open the files and hand over streams: {@code source} for annotations, {@code checkpoint} for models and
 * {@code pipeline.scoring} for score dumps. This package uses {@code tensor} and {@code skeleton}, and the library
 * pickle, which is named nowhere else. It does not name Hadoop, Spark, or a file format of Skelspark's own.
 */
@NullMarked
package io.skelspark.pickle;

import org.jspecify.annotations.NullMarked;

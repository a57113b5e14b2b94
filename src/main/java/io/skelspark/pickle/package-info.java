/** Python's pickles, NumPy's arrays and PyTorch's archives, read without running code from them, and written. */
@NullMarked
package io.skelspark.pickle;

import org.jspecify.annotations.NullMarked;

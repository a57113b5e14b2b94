@NullMarked
package io.skelspark.pipeline.prediction;

import org.jspecify.annotations.NullMarked;
